using System.Net;

namespace FashionOrleans.Loader.Tests.Support;

/// <summary>Answers the n-th request with the n-th reply, and every later one with the last.</summary>
sealed class ScriptedHandler(params Func<HttpRequestMessage, HttpResponseMessage>[] replies) : HttpMessageHandler
{
    /// <summary>Requests that arrived.</summary>
    public int Requests { get; private set; }

    /// <summary>A reply with a JSON body.</summary>
    public static HttpResponseMessage Json(HttpStatusCode status, string json, string mediaType = "application/json") =>
        new(status) { Content = new StringContent(json, System.Text.Encoding.UTF8, mediaType) };

    /// <summary>A problem document.</summary>
    public static HttpResponseMessage Problem(int status, string code, TimeSpan? retryAfter = null)
    {
        var reply = Json((HttpStatusCode)status, $$"""{"title":"T","status":{{status}},"detail":"Do this.","code":"{{code}}","traceId":"t-1"}""", "application/problem+json");
        if (retryAfter is { } wait) reply.Headers.RetryAfter = new(wait);
        return reply;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(replies[Math.Min(Requests++, replies.Length - 1)](request));
}
