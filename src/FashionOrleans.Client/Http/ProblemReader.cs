using System.Net;
using System.Text.Json;

namespace FashionOrleans.Client;

/// <summary>Turns a reply that is not a success into a <see cref="ProblemException"/>.</summary>
static class ProblemReader
{
    // A page of a proxy can be long; a problem document never is.
    const int MaxBytes = 64 * 1024;

    public static async Task<ProblemException> ReadAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken cancellationToken)
    {
        var problem = await ReadDocumentAsync(response, cancellationToken);
        return new(
            response.StatusCode,
            problem?.Code ?? Fallback(response.StatusCode),
            problem?.Detail ?? problem?.Title ?? $"The server answered {(int)response.StatusCode} {response.ReasonPhrase} without saying why.",
            problem?.TraceId,
            RetryAfter(response, clock));
    }

    static async Task<ProblemDocument?> ReadDocumentAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true) return null;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[MaxBytes];
        var length = await body.ReadAtLeastAsync(bytes, MaxBytes, throwOnEndOfStream: false, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(bytes.AsSpan(0, length), ClientJson.Default.ProblemDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Fallback(HttpStatusCode status) => $"http_{(int)status}";

    static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        var header = response.Headers.RetryAfter;
        var asked = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return asked > TimeSpan.Zero ? asked : null;
    }
}
