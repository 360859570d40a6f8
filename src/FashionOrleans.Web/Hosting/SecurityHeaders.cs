using FashionOrleans.Web.Endpoints;

namespace FashionOrleans.Web.Hosting;

/// <summary>Tells browsers what a page of ours may do: load its own files, and nothing else.</summary>
sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Who may show what is answered; a product's picture is for other sites too.</summary>
    public const string ResourcePolicy = "Cross-Origin-Resource-Policy";

    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // The browsable docs are somebody else's page, with scripts and styles inside it.
    const string PolicyOfDocs = "base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    // So is the dashboard of Orleans, which sets styles in attributes.
    const string PolicyOfDashboard =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // The camera is the page's own, for a photo to search with; the browser asks the shopper first.
    const string Permissions =
        "accelerometer=(), browsing-topics=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: the answer to a failure starts anew, without what was set before.
        context.Response.OnStarting(AddAsync, context);
        return next(context);
    }

    static Task AddAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.TryAdd(ResourcePolicy, "same-origin");
        headers.ContentSecurityPolicy = PolicyOf(context.Request.Path);
        return Task.CompletedTask;
    }

    static string PolicyOf(PathString path) =>
        path.StartsWithSegments("/docs", StringComparison.Ordinal) ? PolicyOfDocs
        : path.StartsWithSegments(AdminEndpoints.OrleansDashboard, StringComparison.Ordinal) ? PolicyOfDashboard
        : Policy;
}
