using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>A file of a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
public sealed record BackupFile([property: JsonRequired] string Name, [property: JsonRequired] long Bytes, [property: JsonRequired] string Sha256)
{
    /// <summary>A file of that content.</summary>
    public static BackupFile Of(string name, ReadOnlySpan<byte> content) => new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
}
