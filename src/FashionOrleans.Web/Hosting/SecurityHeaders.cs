namespace FashionOrleans.Web.Hosting;

/// <summary>Tells browsers what a page of ours may do: load its own files, and nothing else.</summary>
sealed class SecurityHeaders(RequestDelegate next)
{
    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // The browsable docs are somebody else's page, with scripts and styles inside it.
        if (!context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal))
        {
            headers.ContentSecurityPolicy = Policy;
        }

        return next(context);
    }
}
