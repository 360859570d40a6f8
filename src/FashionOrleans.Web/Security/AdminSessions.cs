using System.Security.Cryptography;

namespace FashionOrleans.Web.Security;

/// <summary>
/// Lets a browser open pages under <c>/admin</c> with a cookie, since it sends no key by itself when it follows a link. A session lasts an hour, is known to
/// this process alone, and ends with the key that began it.
/// </summary>
/// <param name="keys">The keys that the server accepts.</param>
/// <param name="time">Says when sessions end.</param>
sealed class AdminSessions(KeyRing keys, TimeProvider time)
{
    /// <summary>The pages that a session opens.</summary>
    public const string Path = "/admin";

    /// <summary>The cookie.</summary>
    public const string Cookie = "fashion-admin";

    // More than operators have; the one that ends first gives way.
    const int Capacity = 256;
    const int TokenBytes = 32;
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    readonly record struct Session(string KeySha256, DateTimeOffset End);

    readonly Lock _changing = new();

    // By the hash of the token: what is in memory opens nothing.
    readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Begins a session for a key, and tells the browser.</summary>
    public void Begin(HttpContext context, string key)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        lock (_changing)
        {
            if (_sessions.Count >= Capacity)
            {
                _sessions.Remove(_sessions.MinBy(session => session.Value.End).Key);
            }

            _sessions[KeyText.HashOf(token)] = new Session(KeyText.HashOf(key), time.GetUtcNow() + Lifetime);
        }

        context.Response.Cookies.Append(Cookie, token, Options(context, Lifetime));
    }

    /// <summary>Ends the session of a request, where there is one.</summary>
    public void End(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { Length: > 0 } token)
        {
            lock (_changing)
            {
                _sessions.Remove(KeyText.HashOf(token));
            }
        }

        context.Response.Cookies.Delete(Cookie, Options(context, null));
    }

    /// <summary>The key whose session a request belongs to; null where it belongs to none, or another site may have made it.</summary>
    public ApiKey? Find(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments(Path, StringComparison.Ordinal) || request.Cookies[Cookie] is not { Length: > 0 } token || !IsOwn(request))
        {
            return null;
        }

        lock (_changing)
        {
            var hash = KeyText.HashOf(token);
            if (!_sessions.TryGetValue(hash, out var session))
            {
                return null;
            }

            if (session.End > time.GetUtcNow() && keys.FindByHash(session.KeySha256) is { } key)
            {
                return key;
            }

            _sessions.Remove(hash);
            return null;
        }
    }

    /// <summary>
    /// Whether the request was made by a page of ours or by the visitor himself. SameSite keeps other sites' requests from bearing the cookie, but not those of
    /// another port of this machine's name.
    /// </summary>
    static bool IsOwn(HttpRequest request)
    {
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" => true,
            "none" => isRead,
            "" => isRead || string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = Path,
        MaxAge = lifetime,
        IsEssential = true,
    };
}
