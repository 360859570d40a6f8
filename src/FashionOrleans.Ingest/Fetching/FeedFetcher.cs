using System.Globalization;
using System.Net;
using FashionOrleans.Contracts;
using FashionOrleans.Ingest.Feeds;

namespace FashionOrleans.Ingest.Fetching;

/// <summary>Fetches a feed by its address, part by part, so that none is ever in memory as a whole.</summary>
/// <param name="client">The client.</param>
/// <param name="limit">How long it may take.</param>
/// <param name="maxBytes">The largest feed.</param>
public sealed class FeedFetcher(GuardedClient client, TimeSpan limit, long maxBytes)
{
    /// <summary>Fetches a feed once.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="partBytes">The length of all parts but the last.</param>
    /// <param name="keep">Keeps a part, by its number from 0.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The number of parts, and all their bytes.</returns>
    /// <exception cref="FetchException">It was not fetched: a code and a sentence.</exception>
    public async Task<(int Parts, long Bytes)> FetchAsync(
        string address, int partBytes, Func<int, ReadOnlyMemory<byte>, CancellationToken, Task> keep, CancellationToken stop)
    {
        var uri = client.Rules.Read(address);
        try
        {
            return await client.GetAsync(
                uri, limit, headers => headers.TryAddWithoutValidation("Accept", "*/*"), (response, token) => ReadAsync(uri, response, partBytes, keep, token), stop);
        }
        catch (FetchException refusal) when (refusal.Code == ErrorCodes.PictureUnreachable)
        {
            throw new FetchException(ErrorCodes.FeedUnreachable, refusal.Message, refusal.IsTransient, refusal.RetryAfter);
        }
    }

    /// <summary>What is said of a feed that is too large.</summary>
    /// <param name="maxBytes">The most that is taken.</param>
    public static string TooLarge(long maxBytes) => string.Create(
        CultureInfo.InvariantCulture, $"The feed has more than the {maxBytes:N0} bytes that are taken. Divide it, or raise FashionOrleans:Jobs:MaxFeedBytes.");

    async Task<(int Parts, long Bytes)> ReadAsync(
        Uri address, HttpResponseMessage response, int partBytes, Func<int, ReadOnlyMemory<byte>, CancellationToken, Task> keep, CancellationToken stop)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw GuardedClient.Unreachable(
                address, $"answered {(int)response.StatusCode}", PictureFetcher.IsTransient(response.StatusCode), response.Headers.RetryAfter?.Delta);
        }

        if (!FeedFormats.CanUnpack(response.Content.Headers.ContentEncoding))
        {
            throw new FetchException(
                ErrorCodes.InvalidFeed, $"'{address.IdnHost}' sends the feed in the encoding '{string.Join(", ", response.Content.Headers.ContentEncoding)}', which is not read. Offer it as it is, or in gzip.");
        }

        await using var body = await response.Content.ReadAsStreamAsync(stop);
        var (parts, bytes) = (0, 0L);
        var part = new byte[partBytes];
        while (await body.ReadAtLeastAsync(part, partBytes, throwOnEndOfStream: false, stop) is var read and > 0)
        {
            bytes += read;
            if (bytes > maxBytes)
            {
                throw new FetchException(ErrorCodes.FeedTooLarge, TooLarge(maxBytes));
            }

            await keep(parts++, part.AsMemory(0, read), stop);
        }

        return (parts, bytes);
    }
}
