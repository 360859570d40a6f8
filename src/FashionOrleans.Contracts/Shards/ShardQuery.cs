using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>A k-NN query to one shard.</summary>
/// <param name="Vector">The query: a unit vector, little-endian <c>float32[dimension]</c>.</param>
/// <param name="K">How many items to return at most.</param>
/// <param name="Filter">The filter as UTF-8 JSON, see docs/api.md; empty when there is none.</param>
/// <param name="Exclude">Ids that must not be among the results.</param>
[GenerateSerializer, Immutable]
public sealed record ShardQuery(ReadOnlyMemory<byte> Vector, int K, ReadOnlyMemory<byte> Filter, ImmutableArray<string> Exclude);
