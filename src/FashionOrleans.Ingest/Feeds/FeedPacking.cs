using System.Globalization;
using System.IO.Compression;
using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Feeds;

/// <summary>Feeds of text that come in gzip. They are told by their first bytes, whatever a name or a header says of them.</summary>
public static class FeedPacking
{
    /// <summary>How many times longer than the packed bytes a feed may become. Tables of products become 5 to 30 times as long, gzip can do 1,032.</summary>
    public const int MaxRatio = 200;

    // A small feed that says the same all over is no bomb.
    const long AllowedAnyway = 16_000_000;
    const int Buffer = 1 << 16;
    const int EndLength = 256;

    // .NET takes a gzip that is cut off for one that is whole. This one, after it, comes out only where the feed before it was whole.
    static readonly byte[] End = Pack(new byte[EndLength]);

    static ReadOnlySpan<byte> Magic => [0x1f, 0x8b];

    /// <summary>Whether a feed with this beginning comes in gzip.</summary>
    /// <param name="beginning">Its first bytes.</param>
    public static bool IsPacked(ReadOnlySpan<byte> beginning) => beginning.StartsWith(Magic);

    /// <summary>Reads a packed feed once to its end, so that whoever reads it then meets neither a bomb nor a gzip that is cut off.</summary>
    /// <param name="packed">A feed that can be read, written and sought in. It stays as it is, its position aside.</param>
    /// <param name="maxBytes">The most bytes that it may become.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="FashionOrleansException"><c>feed_too_large</c>, or <c>invalid_feed</c>.</exception>
    public static async Task CheckAsync(Stream packed, long maxBytes, CancellationToken stop)
    {
        var length = packed.Length;
        packed.Position = length;
        await packed.WriteAsync(End, stop);
        packed.Position = 0;
        try
        {
            await using var unpacked = Unpack(packed);
            await CheckAsync(unpacked, length, maxBytes, stop);
        }
        catch (InvalidDataException exception)
        {
            throw Broken(exception);
        }
        finally
        {
            packed.SetLength(length);
        }
    }

    /// <summary>What is in a packed feed.</summary>
    /// <param name="packed">The feed, from its beginning; it is left open.</param>
    public static Stream Unpack(Stream packed) => new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);

    static async Task CheckAsync(Stream unpacked, long packedBytes, long maxBytes, CancellationToken stop)
    {
        var buffer = new byte[Buffer];
        var (bytes, zeros) = (0L, 0L);
        while (await unpacked.ReadAtLeastAsync(buffer, Buffer, throwOnEndOfStream: false, stop) is var read and > 0)
        {
            if (bytes == 0 && IsPacked(buffer.AsSpan(0, read)))
            {
                throw new FashionOrleansException(ErrorCodes.InvalidFeed, "The feed is packed twice. Pack it once.");
            }

            bytes += read;
            if (bytes - EndLength > maxBytes)
            {
                throw new FashionOrleansException(ErrorCodes.FeedTooLarge, string.Create(
                    CultureInfo.InvariantCulture, $"Unpacked, the feed has more than the {maxBytes:N0} bytes that are taken. Divide it, or raise FashionOrleans:Jobs:MaxUnpackedFeedBytes."));
            }

            if (bytes > Math.Max(AllowedAnyway, MaxRatio * packedBytes))
            {
                throw new FashionOrleansException(ErrorCodes.FeedTooLarge, string.Create(
                    CultureInfo.InvariantCulture, $"Unpacked, the feed has more than {MaxRatio} times its {packedBytes:N0} bytes, as no table of products has. Send it without gzip."));
            }

            var last = buffer.AsSpan(0, read).LastIndexOfAnyExcept((byte)0);
            zeros = last < 0 ? zeros + read : read - 1 - last;
        }

        if (zeros < EndLength)
        {
            throw Broken();
        }
    }

    static FashionOrleansException Broken(Exception? inner = null) => new(
        ErrorCodes.InvalidFeed,
        $"The feed's gzip is cut off or damaged, or something else follows it{(inner is null ? "" : $" ({inner.GetType().Name})")}. Check that the file was read to its end before it was sent, or pack it anew.");

    static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
