using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>
/// The store went away while it committed and has not come back to say how that ended. The writer must not go on with what it
/// holds in memory: whoever acquires the shard next reads what is true.
/// </summary>
/// <param name="shard">The shard.</param>
/// <param name="inner">What ended the connection.</param>
public sealed class UncertainCommitException(ShardKey shard, Exception inner)
    : Exception($"The store was lost while it committed a batch of shard {shard}: {inner.Message}", inner)
{
    /// <summary>The shard.</summary>
    public ShardKey Shard { get; } = shard;
}
