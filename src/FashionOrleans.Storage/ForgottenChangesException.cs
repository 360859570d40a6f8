using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>What changed after a version is not all known: the store forgets old deletions. The caller loads the shard anew.</summary>
/// <param name="shard">The shard.</param>
/// <param name="after">The version that the caller has.</param>
/// <param name="oldest">The oldest version after which all changes are known.</param>
/// <param name="newest">The shard's version.</param>
public sealed class ForgottenChangesException(ShardKey shard, long after, long oldest, long newest)
    : Exception($"The changes of shard {shard} after version {after} are not all known, only those after {oldest} to {newest}. Load it anew.")
{
    /// <summary>The shard.</summary>
    public ShardKey Shard { get; } = shard;

    /// <summary>The version that the caller has.</summary>
    public long After { get; } = after;
}
