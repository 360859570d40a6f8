using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Shards;

/// <summary>What a copy was just before it was read.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Version">The version that it had at least.</param>
/// <param name="IsPrimary">Whether the silo wrote the shard, so that every acknowledged write was in it.</param>
/// <param name="IsCurrent">Whether it believed itself to hold every acknowledged write.</param>
readonly record struct CopyMoment(ShardKey Shard, long Version, bool IsPrimary, bool IsCurrent)
{
    public static CopyMoment Of(ShardCopy copy) => new(copy.Key, copy.Version, copy.IsPrimary, copy.IsCurrent);

    /// <summary>
    /// Whether it held every write that was acknowledged before the question. A follower hears of a write a moment after its acknowledgement:
    /// only the store can tell.
    /// </summary>
    /// <param name="newest">What the store said after the question came; null when it did not say.</param>
    public bool HeldAll(IReadOnlyDictionary<ShardKey, long>? newest) =>
        IsCurrent && (IsPrimary || (newest is not null && newest.TryGetValue(Shard, out var version) && Version >= version));
}
