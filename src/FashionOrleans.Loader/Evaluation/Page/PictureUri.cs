namespace FashionOrleans.Loader.Evaluation.Page;

/// <summary>A small picture as a <c>data:</c> address, so that a page needs no other file.</summary>
static class PictureUri
{
    const int MostBytes = 300_000;

    /// <returns>Null for what is too large for a page or is not a picture that browsers show.</returns>
    public static string? Of(ReadOnlySpan<byte> picture) =>
        picture.Length <= MostBytes && MediaType(picture) is { } type ? $"data:{type};base64,{Convert.ToBase64String(picture)}" : null;

    static string? MediaType(ReadOnlySpan<byte> picture) =>
        picture.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : picture.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G']) ? "image/png"
        : picture.StartsWith("GIF8"u8) ? "image/gif"
        : picture.Length > 12 && picture.StartsWith("RIFF"u8) && picture[8..].StartsWith("WEBP"u8) ? "image/webp"
        : picture.Length > 12 && picture[4..].StartsWith("ftypavif"u8) ? "image/avif"
        : null;
}
