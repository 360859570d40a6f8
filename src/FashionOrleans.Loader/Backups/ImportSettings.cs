namespace FashionOrleans.Loader.Backups;

/// <summary>What to import, and how.</summary>
/// <param name="Catalog">The catalogue to fill.</param>
/// <param name="Shards">Its number of shards; null for that of the backup.</param>
/// <param name="AcceptsModel">Whether vectors may meet a model pack of the same name with other weights.</param>
/// <param name="InFlight">Requests under way at the same time.</param>
sealed record ImportSettings(string Catalog, int? Shards, bool AcceptsModel, int InFlight);
