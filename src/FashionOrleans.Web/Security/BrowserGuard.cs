using System.Net;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Security;

/// <summary>
/// Turns away what other web sites make the browser of a visitor send, who may be nearer to the server than they are: changes across sites (by the
/// algorithm of F. Valsorda, "Cross-Site Request Forgery", 2025, that Go's <c>net/http.CrossOriginProtection</c> has), and, where loopback alone lets
/// everybody do everything, names that somebody else's DNS has pointed at loopback.
/// </summary>
sealed class BrowserGuard(RequestDelegate next, KeyRequirement requirement, AccessMetrics metrics)
{
    const string FetchSite = "Sec-Fetch-Site";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (requirement.IsForThisMachine && !IsNameOfThisMachine(request.Host.Host) && !request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            return RefuseAsync(
                context,
                HttpCodes.ForeignHost,
                $"Without keys, and listening on loopback alone, this server answers to 127.0.0.1 and localhost, not to '{request.Host.Host}'. Behind a proxy set "
                + $"FashionOrleans:RequireKeys to {KeyRequirement.Always} and configure keys, or to {KeyRequirement.Never} where the proxy keeps strangers out.");
        }

        return IsChangeFromAnotherSite(request)
            ? RefuseAsync(context, HttpCodes.CrossSite, "Another web site has made this browser send this. Requests that change something must come from the server's own pages, or from a program.")
            : next(context);
    }

    Task RefuseAsync(HttpContext context, string code, string detail)
    {
        metrics.Refused(StatusCodes.Status403Forbidden, code);
        return ProblemWriter.WriteAsync(context, StatusCodes.Status403Forbidden, code, detail);
    }

    /// <summary>No <c>Host</c> is of no browser.</summary>
    static bool IsNameOfThisMachine(string host) =>
        host.Length == 0
        || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    static bool IsChangeFromAnotherSite(HttpRequest request)
    {
        if (request.IsSafe())
        {
            return false;
        }

        if (request.Headers[FetchSite].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        // Browsers of before 2023. The scheme is left out: a proxy may have taken TLS off.
        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
