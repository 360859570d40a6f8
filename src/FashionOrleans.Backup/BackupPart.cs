using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>Some of a backup's items.</summary>
/// <param name="Count">How many.</param>
/// <param name="Items">A line of JSON an item.</param>
/// <param name="Vectors">Their vectors, in the same order.</param>
/// <param name="Pictures">A zip of their pictures; null where none has one.</param>
public sealed record BackupPart(
    [property: JsonRequired] int Count,
    [property: JsonRequired] BackupFile Items,
    [property: JsonRequired] BackupFile Vectors,
    BackupFile? Pictures = null);
