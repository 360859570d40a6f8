using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>A catalogue and the state of its shards at one moment.</summary>
/// <param name="Catalog">The catalogue.</param>
/// <param name="Shards">One entry a shard that answered, ordered by number.</param>
/// <param name="Fields">The attribute fields that its items have, ordered by name.</param>
[GenerateSerializer, Immutable]
public sealed record CatalogStatus(Catalog Catalog, ImmutableArray<ShardStatus> Shards, ImmutableArray<FieldDescription> Fields)
{
    /// <summary>How many damaged items were moved aside, see <see cref="ICatalogGrain.GetQuarantineAsync"/>.</summary>
    [Id(3)]
    public int Quarantined { get; init; }

    /// <summary>The number of items in the shards that answered.</summary>
    public long Items => Shards.Sum(shard => (long)shard.Items);

    /// <summary>Whether every shard has loaded all of its items and learnt how to search them.</summary>
    public bool Ready => Shards.Length == Catalog.Settings.Shards && Shards.All(shard => shard.State == ShardState.Ready);
}
