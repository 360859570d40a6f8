using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Requests;

/// <summary>Refuses a request that says in its header that it is too large, before anything of it is read.</summary>
sealed class RequestSizeLimit(RequestDelegate next, IOptions<WebSettings> settings)
{
    // What a multipart body has beside its pictures.
    const long Envelope = 1_000_000;

    public Task InvokeAsync(HttpContext context)
    {
        if (IsFeed(context.Request))
        {
            return next(context);
        }

        var limit = Of(context.Request, settings.Value);
        if (context.Request.ContentLength > limit)
        {
            var code = IsBatch(context.Request) ? HttpCodes.BatchTooLarge : HttpCodes.RequestTooLarge;
            throw new RequestProblem(
                StatusCodes.Status413PayloadTooLarge,
                code,
                $"The request has {context.Request.ContentLength:N0} bytes; at most {limit:N0} are taken. Send a smaller picture, or fewer items.");
        }

        return next(context);
    }

    /// <summary>The most bytes that this request may have.</summary>
    static long Of(HttpRequest request, WebSettings settings) => IsBatch(request) ? settings.MaxBatchBytes : settings.MaxPictureBytes + Envelope;

    /// <summary>The most bytes that any request may have.</summary>
    public static long Largest(WebSettings settings) => Math.Max(settings.MaxBatchBytes, settings.MaxPictureBytes + Envelope);

    /// <summary>Whether the body may be a feed, which has a limit of its own and is not kept in memory.</summary>
    public static bool IsFeed(HttpRequest request) => request.Path.Value?.EndsWith("/jobs", StringComparison.Ordinal) == true;

    static bool IsBatch(HttpRequest request) =>
        request.Path.Value is { } path && (path.EndsWith("/items:batch", StringComparison.Ordinal) || path.EndsWith("/items:restore", StringComparison.Ordinal));
}
