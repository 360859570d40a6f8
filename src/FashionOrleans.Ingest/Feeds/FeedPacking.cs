using System.Globalization;
using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Feeds;

/// <summary>Feeds of text that come in gzip. They are told by their first bytes, whatever a name or a header says of them.</summary>
public static class FeedPacking
{
    /// <summary>Whether a feed with this beginning comes in gzip.</summary>
    /// <param name="beginning">Its first bytes.</param>
    public static bool IsPacked(ReadOnlySpan<byte> beginning) => GzipText.IsPacked(beginning);

    /// <summary>What is in a packed feed.</summary>
    /// <param name="packed">The feed, from its beginning; it is left open.</param>
    public static Stream Unpack(Stream packed) => GzipText.Unpack(packed);

    /// <summary>Reads a packed feed once to its end, so that whoever reads it then meets neither a bomb nor a gzip that is cut off.</summary>
    /// <param name="packed">A feed that can be sought in. It stays as it is, its position aside.</param>
    /// <param name="maxBytes">The most bytes that it may become.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="FashionOrleansException"><c>feed_too_large</c>, or <c>invalid_feed</c>.</exception>
    public static async Task CheckAsync(Stream packed, long maxBytes, CancellationToken stop)
    {
        switch (await GzipText.CheckAsync(packed, maxBytes, stop))
        {
            case GzipFault.Broken:
                throw new FashionOrleansException(
                    ErrorCodes.InvalidFeed,
                    "The feed's gzip is cut off or damaged, or something else follows it. Check that the file was read to its end before it was sent, or pack it anew.");
            case GzipFault.PackedTwice:
                throw new FashionOrleansException(ErrorCodes.InvalidFeed, "The feed is packed twice. Pack it once.");
            case GzipFault.TooLong:
                throw TooLarge(
                    $"Unpacked, the feed has more than the {maxBytes:N0} bytes that are taken. Divide it, or raise FashionOrleans:Jobs:MaxUnpackedFeedBytes.");
            case GzipFault.TooDense:
                throw TooLarge($"Unpacked, the feed has more than {GzipText.MaxRatio} times its {packed.Length:N0} bytes, as no table of products has. Send it without gzip.");
        }
    }

    static FashionOrleansException TooLarge(FormattableString sentence) => new(ErrorCodes.FeedTooLarge, sentence.ToString(CultureInfo.InvariantCulture));
}
