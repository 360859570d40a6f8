using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Security;

/// <summary>Lets a request pass when its key, or the lack of one, may ask at its route, and not too often.</summary>
sealed class AccessControl(
    RequestDelegate next, KeyRing keys, KeyRequirement requirement, RequestRates rates, AccessMetrics metrics, AdminSessions sessions, AccessLog log)
{
    const string KeyHeader = "X-Api-Key";
    const string Scheme = "Bearer";

    public Task InvokeAsync(HttpContext context)
    {
        if (RouteAccess.Of(context.GetEndpoint()) is not { Role: { } role } route)
        {
            return next(context);
        }

        if (!requirement.KeysAreNeeded)
        {
            Follow(context, route, key: null);
            return next(context);
        }

        Caller caller;
        var sent = SentKey(context.Request);
        var key = sent is null ? sessions.Find(context.Request) : keys.Find(sent);
        if (key is null && sent is null)
        {
            if (!route.IsOfThePage || requirement.Anybody is not { } rate)
            {
                return RefuseUnknownAsync(
                    context,
                    HttpCodes.KeyMissing,
                    $"A key with the role {NameOf(role)} is needed here. Send it as 'Authorization: {Scheme} KEY' or '{KeyHeader}: KEY'; who runs the server has it."
                    + (context.Request.Path.StartsWithSegments(AdminSessions.Path, StringComparison.Ordinal) ? $" In a browser: open {AdminSessions.Path} and enter it there." : ""));
            }

            context.Features.Set(AnonymousCaller.Instance);
            caller = new Caller(NameOf(context.Connection.RemoteIpAddress), rate, null);
        }
        else if (key is null)
        {
            return RefuseUnknownAsync(context, HttpCodes.KeyUnknown, "The server has no such key. Check that it is whole; it may have been replaced by another.");
        }
        else if (key.Role < role)
        {
            Follow(context, route, key);
            return RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                HttpCodes.KeyRole,
                $"The key '{key.Caller.Name}' has the role {NameOf(key.Role)}; {NameOf(role)} is needed here. Use another key.");
        }
        else
        {
            caller = key.Caller;
        }

        if (rates.Take(caller) is { } wait)
        {
            return RefuseOftenAsync(context, wait);
        }

        Follow(context, route, key);
        return next(context);
    }

    /// <summary>The key that a request bears in a header; null without one.</summary>
    public static string? SentKey(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase)
            ? authorization[(Scheme.Length + 1)..].Trim()
            : request.Headers[KeyHeader].ToString() is { Length: > 0 } key ? key : null;
    }

    void Follow(HttpContext context, RouteAccess route, ApiKey? key)
    {
        if (!AccessLog.Concerns(context.Request, route))
        {
            return;
        }

        // Only then is it known how it ended: what is thrown becomes an answer further out.
        context.Response.OnCompleted(() =>
        {
            log.Add(context, route, key?.Caller.Name ?? NameOf(context.Connection.RemoteIpAddress));
            return Task.CompletedTask;
        });
    }

    Task RefuseUnknownAsync(HttpContext context, string code, string detail)
    {
        // RFC 6750, section 3: a request without a key is told the scheme alone.
        context.Response.Headers.WWWAuthenticate = code == HttpCodes.KeyMissing ? $"{Scheme} realm=\"FashionOrleans\"" : $"{Scheme} realm=\"FashionOrleans\", error=\"invalid_token\"";
        return RefuseAsync(context, StatusCodes.Status401Unauthorized, code, detail);
    }

    Task RefuseOftenAsync(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return RefuseAsync(
            context, StatusCodes.Status429TooManyRequests, HttpCodes.RateLimited, $"That is more requests than are allowed. Try again in {seconds} s, and ask less often.");
    }

    Task RefuseAsync(HttpContext context, int status, string code, string detail)
    {
        metrics.Refused(status, code);
        return ProblemWriter.WriteAsync(context, status, code, detail);
    }

    static string NameOf(ApiRole role) => role switch { ApiRole.Read => "read", ApiRole.Write => "write", _ => "admin" };

    /// <summary>Of an IPv6 address the 64 bits that one household or machine has; its other half changes at will.</summary>
    static string NameOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? $"address {Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))}"
            : $"address {address}";
    }
}
