using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>What an export is of.</summary>
/// <param name="Catalog">The catalogue; the embedding space that answered.</param>
/// <param name="TakenAt">When the snapshot was taken.</param>
/// <param name="ShardVersions">The last commit of each shard that is in it.</param>
/// <param name="Items">How many rows it has.</param>
/// <param name="Quarantined">Damaged items that are in quarantine, and so are not in it.</param>
[GenerateSerializer, Immutable]
public sealed record ExportHead(Catalog Catalog, DateTimeOffset TakenAt, ImmutableArray<long> ShardVersions, long Items, int Quarantined);
