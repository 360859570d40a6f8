using System.IO.Compression;

namespace FashionOrleans.Ingest.Feeds;

/// <summary>Tables that come in gzip. They are told by their first bytes, and looked at as a whole before anything of them counts.</summary>
/// <remarks>Compiled into the loader as well, which takes the same files and has none of this project's libraries.</remarks>
static class GzipText
{
    /// <summary>How many times longer than the packed bytes a text may become. Tables of products become 5 to 30 times as long, gzip can do 1,032.</summary>
    public const int MaxRatio = 200;

    // A small text that says the same all over is no bomb.
    const long AllowedAnyway = 16_000_000;
    const int Buffer = 1 << 16;
    const int EndLength = 256;

    // .NET takes a gzip that is cut off for one that is whole. This one, after it, comes out only where what is before it was whole.
    static readonly byte[] End = Pack(new byte[EndLength]);

    static ReadOnlySpan<byte> Magic => [0x1f, 0x8b];

    /// <summary>Whether a text with this beginning comes in gzip.</summary>
    /// <param name="beginning">Its first bytes, two or more where there are as many.</param>
    public static bool IsPacked(ReadOnlySpan<byte> beginning) => beginning.StartsWith(Magic);

    /// <summary>What is in a packed text.</summary>
    /// <param name="packed">The text, from its beginning; it is left open.</param>
    public static Stream Unpack(Stream packed) => new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);

    /// <summary>Reads a packed text once to its end, so that whoever reads it then meets neither a bomb nor a gzip that is cut off.</summary>
    /// <param name="packed">A text that can be sought in. Nothing of it changes, its position aside.</param>
    /// <param name="maxBytes">The most bytes that it may become.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<GzipFault> CheckAsync(Stream packed, long maxBytes, CancellationToken stop)
    {
        packed.Position = 0;
        await using var whole = new FollowedStream(packed, End);
        await using var unpacked = Unpack(whole);
        try
        {
            return await CheckAsync(unpacked, packed.Length, maxBytes, stop);
        }
        catch (InvalidDataException)
        {
            return GzipFault.Broken;
        }
    }

    static async Task<GzipFault> CheckAsync(Stream unpacked, long packedBytes, long maxBytes, CancellationToken stop)
    {
        var buffer = new byte[Buffer];
        var (bytes, zeros, isPackedTwice) = (0L, 0L, false);
        while (await unpacked.ReadAtLeastAsync(buffer, Buffer, throwOnEndOfStream: false, stop) is var read and > 0)
        {
            // Said of a whole gzip only: one that is cut off where it stores bytes as they are takes the gzip after it for its own text.
            isPackedTwice |= bytes == 0 && IsPacked(buffer.AsSpan(0, read));
            bytes += read;
            if (bytes - EndLength > maxBytes)
            {
                return GzipFault.TooLong;
            }

            if (bytes > Math.Max(AllowedAnyway, MaxRatio * packedBytes))
            {
                return GzipFault.TooDense;
            }

            var last = buffer.AsSpan(0, read).LastIndexOfAnyExcept((byte)0);
            zeros = last < 0 ? zeros + read : read - 1 - last;
        }

        return zeros < EndLength ? GzipFault.Broken : isPackedTwice ? GzipFault.PackedTwice : GzipFault.None;
    }

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
