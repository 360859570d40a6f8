using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>What <c>manifest.json</c> holds.</summary>
/// <param name="Format"><see cref="BackupFormat.Name"/>.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="CreatedAt">When the snapshot was taken.</param>
/// <param name="Catalog">The catalogue's settings.</param>
/// <param name="ShardVersions">The number of the last commit of each shard that is in the backup.</param>
/// <param name="Items">How many items there are.</param>
/// <param name="Pictures">How many of them have a picture.</param>
/// <param name="Quarantined">Damaged items that were in quarantine; they are not in the backup.</param>
/// <param name="Skipped">Items that were found damaged while the backup was made; they are not in it.</param>
/// <param name="Vectors"><see cref="BackupFormat.VectorEncoding"/>.</param>
/// <param name="Parts">The files, part by part.</param>
/// <param name="Shoppers">What shoppers said of the items; null where that was not asked for.</param>
public sealed record BackupManifest(
    [property: JsonRequired] string Format,
    [property: JsonRequired] int Version,
    [property: JsonRequired] DateTimeOffset CreatedAt,
    [property: JsonRequired] BackupCatalog Catalog,
    [property: JsonRequired] IReadOnlyList<long> ShardVersions,
    [property: JsonRequired] long Items,
    [property: JsonRequired] long Pictures,
    [property: JsonRequired] int Quarantined,
    [property: JsonRequired] IReadOnlyList<SkippedItem> Skipped,
    [property: JsonRequired] string Vectors,
    [property: JsonRequired] IReadOnlyList<BackupPart> Parts,
    BackupShoppers? Shoppers = null);
