using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Queries;

/// <summary>What a silo said, or why it did not.</summary>
/// <param name="Shards">The shards it was asked about.</param>
/// <param name="Value">Its reply; null when there is none.</param>
/// <param name="Failure">Why there is none.</param>
sealed record SiloReply<T>(ImmutableArray<ShardKey> Shards, T? Value, Exception? Failure)
    where T : class;
