using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Requests;

/// <summary>
/// Bounds the memory that bodies take: a request reserves the bytes that it says, or the most it may have when it does not say, until it is answered.
/// One that finds no room is refused before anything of it is read.
/// </summary>
sealed class BodyBudget(RequestDelegate next, IOptions<WebSettings> settings)
{
    long _reserved;

    public async Task InvokeAsync(HttpContext context)
    {
        var bytes = context.Request.ContentLength ?? (HasBody(context) ? RequestSizeLimit.Of(context.Request, settings.Value) : 0);
        if (bytes == 0)
        {
            await next(context);
            return;
        }

        try
        {
            if (Interlocked.Add(ref _reserved, bytes) > settings.Value.MaxBodyBytes)
            {
                throw new FashionOrleansException(
                    ErrorCodes.Overloaded,
                    $"The requests under way have {settings.Value.MaxBodyBytes:N0} bytes in all; there is no room for {bytes:N0} more. Try again in a second; raise FashionOrleans:MaxBodyBytes if it stays so.");
            }

            await next(context);
        }
        finally
        {
            Interlocked.Add(ref _reserved, -bytes);
        }
    }

    static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
}
