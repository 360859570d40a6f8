using FashionOrleans.Client;

namespace FashionOrleans.Loader.Backups;

/// <summary>What came of an import.</summary>
/// <param name="Catalog">The catalogue.</param>
/// <param name="Items">Items of the backup.</param>
/// <param name="Pictures">How many of them have a picture.</param>
/// <param name="Sent">Items that were stored now.</param>
/// <param name="Present">Items that were there already.</param>
/// <param name="Refused">Items that the server refused.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Shoppers">Shoppers who had something in the backup that the server did not know; null where the backup has none.</param>
sealed record ImportReport(string Catalog, long Items, long Pictures, long Sent, long Present, IReadOnlyList<ItemResult> Refused, double Seconds, long? Shoppers);
