namespace FashionOrleans.Embedding;

/// <summary>
/// Tells a picture's format from its first bytes. Only formats on this list ever reach the picture library, so that a
/// document format with a picture's name (SVG, PDF ...) is refused before any parser sees it.
/// </summary>
static class PictureSignature
{
    /// <summary>Bytes that decide; a longer prefix tells no more.</summary>
    const int Prefix = 512;

    static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="PictureException">A known format that is not read, or no picture at all.</exception>
    public static PictureFormat Detect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return PictureFormat.Jpeg;
        if (bytes.StartsWith(Png))
            return PictureFormat.Png;
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            return PictureFormat.Gif;
        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
            return PictureFormat.WebP;
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) || bytes.StartsWith("II+\0"u8) || bytes.StartsWith("MM\0+"u8))
            return PictureFormat.Tiff;
        if (IsAvif(bytes))
            return PictureFormat.Avif;
        if (UnreadFormat(bytes) is { } name)
        {
            throw new PictureException(
                PictureErrorCodes.Unsupported, $"{name} is not read here. Send the picture as JPEG, PNG, WebP, AVIF, GIF or TIFF.");
        }
        throw bytes.Length < Png.Length && IsStartOfSignature(bytes)
            ? new PictureException(PictureErrorCodes.Truncated, "The picture ends within its first bytes. Send the whole file.")
            : new PictureException(
                PictureErrorCodes.NotAPicture, "The bytes are not a picture. Send a JPEG, PNG, WebP, AVIF, GIF or TIFF file as it is, not a link to it or a text.");
    }

    /// <summary>The media type of a format, as in HTTP's Content-Type.</summary>
    public static string ContentType(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "image/jpeg",
        PictureFormat.Png => "image/png",
        PictureFormat.Gif => "image/gif",
        PictureFormat.WebP => "image/webp",
        PictureFormat.Avif => "image/avif",
        PictureFormat.Tiff => "image/tiff",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a picture format."),
    };

    static bool IsStartOfSignature(ReadOnlySpan<byte> bytes) =>
        Png.StartsWith(bytes) || ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]).StartsWith(bytes) || "GIF89a"u8.StartsWith(bytes) || "RIFF"u8.StartsWith(bytes);

    // ISO base media files begin with a `ftyp` box: size, "ftyp", major brand, minor version, compatible brands (ISO/IEC 14496-12, 4.3).
    static bool IsAvif(ReadOnlySpan<byte> bytes) => HasBrand(bytes, "avif"u8) || HasBrand(bytes, "avis"u8);

    static bool HasBrand(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> brand)
    {
        if (bytes.Length < 16 || !bytes[4..8].SequenceEqual("ftyp"u8))
            return false;
        var box = bytes[..(int)Math.Min(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes), (uint)Math.Min(bytes.Length, Prefix))];
        for (var at = 8; at + 4 <= box.Length; at += 4)
        {
            // Bytes 12 to 15 are the minor version.
            if (at != 12 && box.Slice(at, 4).SequenceEqual(brand))
                return true;
        }
        return false;
    }

    static string? UnreadFormat(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8))
            return HasBrand(bytes, "heic"u8) || HasBrand(bytes, "heix"u8) || HasBrand(bytes, "mif1"u8) ? "HEIC" : "Video";
        if (bytes.StartsWith("BM"u8) && bytes.Length > 26)
            return "BMP";
        if (bytes.StartsWith("%PDF"u8))
            return "PDF";
        if (bytes.StartsWith("8BPS"u8))
            return "Photoshop's PSD";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]))
            return "ICO";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 0x0C, (byte)'J', (byte)'X', (byte)'L', (byte)' ']))
            return "JPEG XL";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 0x0C, (byte)'j', (byte)'P', (byte)' ', (byte)' ']) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
            return "JPEG 2000";
        return bytes[..Math.Min(bytes.Length, Prefix)].IndexOf("<svg"u8) >= 0 ? "SVG" : null;
    }
}
