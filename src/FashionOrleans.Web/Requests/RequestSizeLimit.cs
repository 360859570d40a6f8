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
        var path = context.Request.Path.Value ?? "";
        var isBatch = path.EndsWith("/items:batch", StringComparison.Ordinal) || path.EndsWith("/items:restore", StringComparison.Ordinal);
        var limit = isBatch ? settings.Value.MaxBatchBytes : settings.Value.MaxPictureBytes + Envelope;
        if (context.Request.ContentLength > limit)
        {
            var code = isBatch ? HttpCodes.BatchTooLarge : HttpCodes.RequestTooLarge;
            throw new RequestProblem(
                StatusCodes.Status413PayloadTooLarge,
                code,
                $"The request has {context.Request.ContentLength:N0} bytes; at most {limit:N0} are taken. Send a smaller picture, or fewer items.");
        }

        return next(context);
    }
}
