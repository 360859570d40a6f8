namespace FashionOrleans.Contracts;

/// <summary>
/// Decides which silo holds which shard: spreads shards evenly over the storage silos with the fewest moves, keeps as many copies of each as its
/// catalogue asks for, and empties silos that are about to stop. There is one; its key is 0. It knows only what silos report to it, so
/// a new activation carries on where a lost one was.
/// </summary>
public interface IShardBalancerGrain : IGrainWithIntegerKey
{
    /// <summary>Takes a silo's report; storage silos send one each second.</summary>
    /// <param name="report">What the silo holds; null from a silo without the role <see cref="SiloRoles.Storage"/>.</param>
    /// <param name="known">The version of the map that the caller has; 0 for none.</param>
    /// <returns>The map, or null while the caller's is the newest or there is none yet.</returns>
    Task<ShardMap?> ReportAsync(HostReport? report, long known);
}
