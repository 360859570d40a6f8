using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Requests;

/// <summary>
/// Bounds the memory that bodies take: a request reserves the bytes that it says it has, or, when it does not say, those that have come, until it is
/// answered. One that says so and finds no room is refused before anything of it is read.
/// </summary>
sealed class BodyBudget(RequestDelegate next, IOptions<WebSettings> settings)
{
    long _reserved;

    public async Task InvokeAsync(HttpContext context)
    {
        if (RequestSizeLimit.IsFeed(context.Request))
        {
            await next(context);
            return;
        }

        if (context.Request.ContentLength is null && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            await ReadMeteredAsync(context);
            return;
        }

        var bytes = context.Request.ContentLength ?? 0;
        try
        {
            Reserve(bytes);
            await next(context);
        }
        finally
        {
            Interlocked.Add(ref _reserved, -bytes);
        }
    }

    async Task ReadMeteredAsync(HttpContext context)
    {
        await using var body = new MeteredBody(context.Request.Body, Reserve);
        context.Request.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Add(ref _reserved, -body.BytesRead);
        }
    }

    /// <exception cref="FashionOrleansException">There is no room; the bytes are reserved all the same, and given back with the request.</exception>
    void Reserve(long bytes)
    {
        if (bytes > 0 && Interlocked.Add(ref _reserved, bytes) > settings.Value.MaxBodyBytes)
        {
            throw new FashionOrleansException(
                ErrorCodes.Overloaded,
                $"The requests under way have {settings.Value.MaxBodyBytes:N0} bytes in all; there is no room for {bytes:N0} more. Try again in a second; raise FashionOrleans:MaxBodyBytes if it stays so.");
        }
    }
}
