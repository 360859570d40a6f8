using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>The right to write to a shard, until somebody acquires it anew.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Catalog">The catalogue it belongs to.</param>
/// <param name="Epoch">Raised by each acquisition.</param>
/// <param name="Version">The number of batches committed so far.</param>
/// <param name="SourceVersion">Of a shard that stands by: the version of the shard that it follows up to which it has everything; null before the first.</param>
public sealed record ShardOwnership(ShardKey Shard, Catalog Catalog, long Epoch, long Version, long? SourceVersion = null);
