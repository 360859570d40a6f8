using FashionOrleans.Backup;

namespace FashionOrleans.Loader.Backups;

/// <summary>What a backup holds, in short.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Catalog">The catalogue that it is of.</param>
/// <param name="Model">Its model.</param>
/// <param name="CreatedAt">When its snapshot was taken.</param>
/// <param name="Items">Its items.</param>
/// <param name="Pictures">How many of them have a picture.</param>
/// <param name="Quarantined">Damaged items in quarantine, which are not in it.</param>
/// <param name="Skipped">Items that were found damaged, which are not in it.</param>
/// <param name="Sha256">Of its manifest, which stands for the whole backup.</param>
/// <param name="Shoppers">Shoppers that are in it; null where they were not asked for.</param>
/// <param name="SkippedShoppers">Shoppers that were found damaged, which are not in it.</param>
sealed record BackupSummary(
    string Path, string Catalog, string Model, DateTimeOffset CreatedAt, long Items, long Pictures, int Quarantined, IReadOnlyList<SkippedItem> Skipped, string Sha256,
    long? Shoppers, IReadOnlyList<string> SkippedShoppers)
{
    /// <summary>Whether everything that was asked for is in it.</summary>
    public bool IsComplete => Quarantined == 0 && Skipped.Count == 0 && SkippedShoppers.Count == 0;

    /// <summary>What it holds, as a part of a sentence.</summary>
    public string Contents => $"{Items:N0} items with {Pictures:N0} pictures{(Shoppers is { } shoppers ? $", and {shoppers:N0} shoppers," : "")}";

    public static BackupSummary Of(string path, BackupReader backup) => new(
        path,
        backup.Manifest.Catalog.Name,
        backup.Manifest.Catalog.Model,
        backup.Manifest.CreatedAt,
        backup.Manifest.Items,
        backup.Manifest.Pictures,
        backup.Manifest.Quarantined,
        backup.Manifest.Skipped,
        backup.ManifestSha256,
        backup.Manifest.Shoppers?.Count,
        backup.Manifest.Shoppers?.Skipped ?? []);

    /// <summary>What is missing in it; empty where nothing is.</summary>
    public IEnumerable<string> Complaints()
    {
        if (Quarantined > 0) yield return $"{Quarantined:N0} damaged items are in quarantine and not in the backup: GET /api/v1/catalogs/{Catalog}/quarantine lists them.";
        foreach (var item in Skipped) yield return $"Item {item.Id} (shard {item.Shard}) is damaged and not in the backup: {item.Reason}";
        foreach (var shopper in SkippedShoppers) yield return $"What is kept of the shopper {shopper} is damaged and not in the backup.";
    }
}
