using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>The shoppers of a backup that was asked for them.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Skipped">Ids of those that were found damaged; they are not in it.</param>
/// <param name="Files">A line of JSON a shopper, in files of about 16 MB.</param>
public sealed record BackupShoppers(
    [property: JsonRequired] long Count, [property: JsonRequired] IReadOnlyList<string> Skipped, [property: JsonRequired] IReadOnlyList<BackupFile> Files);
