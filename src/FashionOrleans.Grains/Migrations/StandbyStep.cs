using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Migrations;

/// <summary>What brings a shard that stands by to a version of the one it follows.</summary>
/// <param name="Version">That version.</param>
/// <param name="Upserts">Items with vectors of the new model and their pictures; their ids are not among <paramref name="Deletes"/>.</param>
/// <param name="Deletes">Ids to remove; the shard may never have had them.</param>
sealed record StandbyStep(long Version, IReadOnlyList<StoredItem> Upserts, IReadOnlyCollection<string> Deletes);
