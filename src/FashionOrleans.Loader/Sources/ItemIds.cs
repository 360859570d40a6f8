using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FashionOrleans.Loader.Sources;

/// <summary>
/// Makes item ids (1..128 characters of A-Z a-z 0-9 . _ ~ : @ + -) out of file names. Different names give different
/// ids, and the same name always gives the same one.
/// </summary>
/// <remarks>
/// <c>/</c> becomes <c>~</c>; every other character outside A-Z a-z 0-9 . _ + - becomes <c>:XX</c>, one for each of
/// its UTF-8 bytes. What is longer than 128 characters keeps its beginning and ends in <c>@</c> and a hash of the whole.
/// </remarks>
static class ItemIds
{
    const int MaxLength = 128;
    const int HashLength = 32;

    static readonly SearchValues<char> Kept =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-");

    /// <summary>
    /// The id of a picture without metadata: its path, less a final <c>.jpg</c>. Another extension stays, so that
    /// <c>a/1.jpg</c> and <c>a/1.png</c> stay two items.
    /// </summary>
    public static string FromPath(string path)
    {
        const string usual = ".jpg";
        var shorter = path.EndsWith(usual, StringComparison.Ordinal) ? path[..^usual.Length] : path;
        // "1.png.jpg" keeps its ending, or it would meet "1.png".
        return FromName(FileKinds.HasPictureExtension(shorter) || shorter.EndsWith('/') ? path : shorter);
    }

    /// <summary>The id of a picture with metadata: its name in the metadata file.</summary>
    public static string FromName(string name)
    {
        var id = Escape(name);
        if (id.Length <= MaxLength) return id is "." or ".." or "" ? Hashed(id) : id;
        return Hashed(id);
    }

    static string Escape(string name)
    {
        if (!name.AsSpan().ContainsAnyExcept(Kept)) return name;
        var id = new StringBuilder(name.Length + 16);
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value == '/')
                id.Append('~');
            else if (rune.IsAscii && Kept.Contains((char)rune.Value))
                id.Append((char)rune.Value);
            else
                AppendEscaped(id, rune);
        }

        return id.ToString();
    }

    static void AppendEscaped(StringBuilder id, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)]) id.Append(':').Append(value.ToString("X2", CultureInfo.InvariantCulture));
    }

    static string Hashed(string id)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..HashLength];
        return $"{id[..Math.Min(id.Length, MaxLength - HashLength - 1)]}@{hash}";
    }
}
