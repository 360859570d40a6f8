using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>What one reading may know of a shard's changes: taken from the same moment as the changes themselves.</summary>
/// <param name="Version">The shard's version.</param>
/// <param name="Since">The oldest version after which all deletions are remembered.</param>
readonly record struct ChangeLog(long Version, long Since)
{
    // Forgetting in small portions keeps the commits short that do it.
    const int Portions = 32;

    /// <summary>How many versions of deletions are remembered unless an option says otherwise.</summary>
    public const int DefaultRememberedVersions = 10_000;

    /// <summary>Up to which version a commit forgets deletions; null for most commits.</summary>
    /// <param name="version">The version of the commit.</param>
    /// <param name="remembered">How many versions are remembered at least.</param>
    public static long? ForgottenBy(long version, int remembered) =>
        version > remembered && version % PortionOf(remembered) == 0 ? version - remembered : null;

    /// <summary>Every how many versions a commit forgets.</summary>
    /// <param name="remembered">How many versions are remembered at least.</param>
    public static int PortionOf(int remembered) => Math.Max(1, remembered / Portions);

    /// <exception cref="ForgottenChangesException">A reader at that version cannot be told all changes.</exception>
    public void RequireAfter(ShardKey shard, long? after)
    {
        // A later version than the shard's means that the store was set back, to a backup: what the caller has then counts for nothing.
        if (after is { } version && (version < Since || version > Version))
        {
            throw new ForgottenChangesException(shard, version, Since, Version);
        }
    }
}
