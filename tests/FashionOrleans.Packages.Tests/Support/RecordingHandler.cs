using System.Net;

namespace FashionOrleans.Packages.Tests.Support;

/// <summary>Keeps what a client sends, and answers each request with the next reply.</summary>
sealed class RecordingHandler(params (HttpStatusCode Status, string Json)[] replies) : HttpMessageHandler
{
    /// <summary>Method, path and body of each request.</summary>
    public List<(string Line, string Body)> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var (status, json) = replies[Math.Min(Requests.Count, replies.Length - 1)];
        Requests.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", body));
        return new(status) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
    }
}
