using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>A write came from a shard owner that has been replaced. Nothing was changed; the writer must stop.</summary>
/// <param name="shard">The shard.</param>
/// <param name="epoch">The writer's epoch.</param>
public sealed class StaleEpochException(ShardKey shard, long epoch)
    : Exception($"Epoch {epoch} of shard {shard} is no longer current: another activation owns the shard, or its catalogue was dropped.")
{
    /// <summary>The shard.</summary>
    public ShardKey Shard { get; } = shard;

    /// <summary>The writer's epoch.</summary>
    public long Epoch { get; } = epoch;
}
