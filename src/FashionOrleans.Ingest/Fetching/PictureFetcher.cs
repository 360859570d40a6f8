using System.Net;
using System.Net.Http.Headers;
using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Fetching;

/// <summary>Fetches pictures by their addresses, within a time and a size. What the bytes are is for the decoder to say, not for the other server.</summary>
/// <param name="client">The client.</param>
/// <param name="options">The time.</param>
/// <param name="time">Time.</param>
public sealed class PictureFetcher(GuardedClient client, FetchOptions options, TimeProvider time)
{
    const int Chunk = 1 << 16;

    /// <summary>Which addresses are asked.</summary>
    public HostRules Rules => client.Rules;

    /// <summary>Fetches a picture once.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="known">What the other server said of the copy that is there already; null to fetch in any case.</param>
    /// <param name="maxBytes">The largest file.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="FetchException">It was not fetched: a code and a sentence.</exception>
    public Task<FetchedPicture> FetchAsync(Uri address, PictureTag? known, long maxBytes, CancellationToken stop) => client.GetAsync(
        address, options.Timeout, headers => Prepare(headers, known), (response, token) => ReadAsync(address, response, maxBytes, token), stop);

    static void Prepare(HttpRequestHeaders headers, PictureTag? known)
    {
        headers.TryAddWithoutValidation("Accept", "image/*, */*;q=0.1");
        if (known?.ETag is { } tag)
        {
            headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (known?.LastModified is { } date)
        {
            headers.TryAddWithoutValidation("If-Modified-Since", date);
        }
    }

    async Task<FetchedPicture> ReadAsync(Uri address, HttpResponseMessage response, long maxBytes, CancellationToken stop)
    {
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return new FetchedPicture(default, null, NotModified: true);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw GuardedClient.Unreachable(
                address, $"answered {(int)response.StatusCode}", IsTransient(response.StatusCode), response.Headers.RetryAfter is { } wait ? wait.Delta ?? (wait.Date - time.GetUtcNow()) : null);
        }

        if (response.Content.Headers.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        var bytes = await ReadAsync(response.Content, maxBytes, stop);
        return new FetchedPicture(bytes, new PictureTag(Value(response.Headers, "ETag"), Value(response.Content.Headers, "Last-Modified")), NotModified: false);
    }

    static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, long maxBytes, CancellationToken stop)
    {
        await using var body = await content.ReadAsStreamAsync(stop);
        using var buffer = new MemoryStream((int)Math.Min(content.Headers.ContentLength ?? Chunk, maxBytes));
        var chunk = new byte[Chunk];
        while (await body.ReadAsync(chunk, stop) is var read and > 0)
        {
            if (buffer.Length + read > maxBytes)
            {
                throw TooLarge(maxBytes);
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    internal static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
        and not HttpStatusCode.NotImplemented;

    static FetchException TooLarge(long maxBytes) => new(
        ErrorCodes.PictureTooLarge, $"The picture has more than the {maxBytes:N0} bytes that are taken. Name a smaller copy.");

    static string? Value(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: <= PictureTag.MaxLength } value ? value : null;
}
