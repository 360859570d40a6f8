using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>How far a shard has come in the store.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Epoch">That of its newest owner; 0 before the first.</param>
/// <param name="Version">The number of batches committed so far.</param>
/// <param name="SourceVersion">As in <see cref="ShardOwnership"/>.</param>
public sealed record ShardVersion(ShardKey Shard, long Epoch, long Version, long? SourceVersion = null);
