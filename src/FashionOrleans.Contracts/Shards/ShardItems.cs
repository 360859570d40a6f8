using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>Items of one shard.</summary>
/// <param name="Shard">The shard that owns them.</param>
/// <param name="Ids">Their ids.</param>
[GenerateSerializer, Immutable]
public readonly record struct ShardItems(ShardKey Shard, ImmutableArray<string> Ids);
