namespace FashionOrleans.Backup;

/// <summary>An item of a backup.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Vector">Little-endian <c>float32[dimension]</c>, of length one.</param>
/// <param name="Attributes">A flat JSON object in UTF-8.</param>
/// <param name="Revision">The revision that its writer gave it, or null.</param>
/// <param name="Version">The commit of its shard that wrote it.</param>
/// <param name="Picture">Its picture, or null.</param>
public sealed record BackupItem(
    string Id, ReadOnlyMemory<byte> Vector, ReadOnlyMemory<byte> Attributes, string? Revision, long Version, BackupPicture? Picture);
