namespace FashionOrleans.Client;

/// <summary>A catalogue with the state of its shards and the attributes that its items carry.</summary>
public sealed record CatalogDetails : Catalog
{
    /// <summary>True when every shard answers.</summary>
    public bool Ready { get; init; }

    /// <summary>The attributes seen, for building filters.</summary>
    public IReadOnlyList<CatalogField> Fields { get; init; } = [];

    /// <summary>One entry a shard.</summary>
    public IReadOnlyList<ShardState> ShardStates { get; init; } = [];

    /// <summary>Damaged items that were moved aside; <see cref="FashionOrleansClient.ListQuarantineAsync"/> lists them.</summary>
    public int Quarantined { get; init; }
}
