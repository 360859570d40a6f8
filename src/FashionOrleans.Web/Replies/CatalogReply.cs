using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>A catalogue with the state of its shards and the fields of its items.</summary>
sealed record CatalogReply(
    string Name,
    string Model,
    int Dimension,
    int Shards,
    int Replicas,
    string Index,
    string VectorFormat,
    string VectorStorage,
    long Items,
    [property: Description("Whether every shard has loaded all of its items and learnt how to search them; until then answers are partial or slow.")] bool Ready,
    IReadOnlyList<FieldReply> Fields,
    IReadOnlyList<ShardReply> ShardStates,
    [property: Description("Damaged items that were moved aside; GET …/quarantine lists them.")] int Quarantined)
    : CatalogSummaryReply(Name, Model, Dimension, Shards, Replicas, Index, VectorFormat, VectorStorage, Items);
