namespace FashionOrleans.Backup;

/// <summary>A picture of a backup.</summary>
/// <param name="ContentType">Such as <c>image/jpeg</c>.</param>
/// <param name="Bytes">The file.</param>
public sealed record BackupPicture(string ContentType, ReadOnlyMemory<byte> Bytes);
