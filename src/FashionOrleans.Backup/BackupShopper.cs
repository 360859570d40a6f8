using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>A shopper of a backup: a line of a shoppers file.</summary>
/// <param name="Id">The shopper's id.</param>
/// <param name="Marks">What the shopper said of items of the catalogue, the newest first.</param>
public sealed record BackupShopper([property: JsonRequired] string Id, [property: JsonRequired] IReadOnlyList<BackupMark> Marks);
