using System.Buffers.Binary;

namespace FashionOrleans.Embedding;

/// <summary>
/// Tells a cut-off file from a damaged one by walking its container: a file that could not be decoded and ends before its
/// format's end mark was truncated. The picture library's messages cannot be asked: its error buffer is shared by all threads.
/// </summary>
static class PictureEnding
{
    /// <summary>Whether the container says that more bytes should follow.</summary>
    public static bool IsMissing(PictureFormat format, ReadOnlySpan<byte> bytes) => format switch
    {
        PictureFormat.Jpeg => !JpegReachesEnd(bytes),
        PictureFormat.Png => !PngReachesEnd(bytes),
        PictureFormat.Gif => bytes.TrimEnd((byte)0) is not [.., 0x3B],
        PictureFormat.WebP => bytes.Length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) > (ulong)bytes.Length - 8,
        PictureFormat.Avif => !BoxesFit(bytes),
        PictureFormat.Tiff => !TiffDirectoryFits(bytes),
        _ => false,
    };

    // Marker segments carry their length; after a start of scan, entropy-coded data runs up to the next marker that is
    // neither a stuffed zero nor a restart (ITU-T T.81, B.1.1).
    static bool JpegReachesEnd(ReadOnlySpan<byte> bytes)
    {
        const byte StartOfScan = 0xDA, EndOfImage = 0xD9;
        for (var at = 2; at + 1 < bytes.Length;)
        {
            if (bytes[at] != 0xFF)
                return true;
            var marker = bytes[at + 1];
            if (marker == EndOfImage)
                return true;
            if (marker is 0xFF or 0x01 or (>= 0xD0 and <= 0xD7))
            {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            if (at + 4 > bytes.Length)
                return false;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (marker != StartOfScan)
                continue;
            while (at + 1 < bytes.Length && (bytes[at] != 0xFF || bytes[at + 1] is 0 or 0xFF or (>= 0xD0 and <= 0xD7)))
                at++;
        }
        return false;
    }

    // Chunks: length, type, data, CRC, up to IEND (PNG specification, 5.3).
    static bool PngReachesEnd(ReadOnlySpan<byte> bytes)
    {
        for (long at = 8; at + 12 <= bytes.Length;)
        {
            var chunk = bytes[(int)at..];
            if (chunk.Slice(4, 4).SequenceEqual("IEND"u8))
                return true;
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }
        return false;
    }

    // Boxes: a 32-bit size and a type; size 1 means a 64-bit size follows, size 0 "to the end of the file" (ISO/IEC 14496-12, 4.2).
    static bool BoxesFit(ReadOnlySpan<byte> bytes)
    {
        ulong at = 0;
        while (at < (ulong)bytes.Length)
        {
            var box = bytes[(int)at..];
            if (box.Length < 8)
                return false;
            ulong size = BinaryPrimitives.ReadUInt32BigEndian(box);
            if (size == 0)
                return true;
            if (size == 1)
            {
                if (box.Length < 16)
                    return false;
                size = BinaryPrimitives.ReadUInt64BigEndian(box[8..]);
            }
            if (size < 8)
                return true;
            if (size > (ulong)box.Length)
                return false;
            at += size;
        }
        return true;
    }

    // Writers put the directory after the pixels, so a cut file has lost it (TIFF 6.0, section 2).
    static bool TiffDirectoryFits(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
            return false;
        var offset = bytes[0] == (byte)'I' ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        if (offset + 2UL > (ulong)bytes.Length)
            return false;
        var directory = bytes[(int)offset..];
        var entries = bytes[0] == (byte)'I' ? BinaryPrimitives.ReadUInt16LittleEndian(directory) : BinaryPrimitives.ReadUInt16BigEndian(directory);
        return directory.Length >= 2 + (12 * entries) + 4;
    }
}
