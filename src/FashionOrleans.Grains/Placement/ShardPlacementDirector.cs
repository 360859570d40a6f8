using System.IO.Hashing;
using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;
using Orleans.Runtime.Placement;

namespace FashionOrleans.Grains.Placement;

/// <summary>
/// Decides where a shard is activated: where the balancer moves it; else where a copy of it is; else, for a shard that is nowhere, in turn
/// over the silos, so that the shards of a new catalogue are spread evenly from the start.
/// </summary>
/// <param name="directory">Where copies are.</param>
public sealed class ShardPlacementDirector(ShardDirectory directory) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint)
        {
            return Task.FromResult(hint);
        }

        var staying = Array.FindAll(silos, silo => !directory.Map.Draining.Contains(silo));
        return Task.FromResult(Choose(ShardKey.Parse(target.GrainIdentity.Key.ToString()!), staying.Length > 0 ? staying : silos));
    }

    SiloAddress Choose(ShardKey shard, SiloAddress[] silos)
    {
        var holder = directory.HoldersOf(shard).FirstOrDefault(silo => Array.IndexOf(silos, silo) >= 0);
        if (holder is not null)
        {
            return holder;
        }

        // Every silo must come to the same choice: sorted, and hashed by something that is the same in every process.
        Array.Sort(silos, (one, other) => string.CompareOrdinal(one.ToParsableString(), other.ToParsableString()));
        var first = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes($"{shard.Catalog}@{shard.Generation}"));
        return silos[(int)((first + (uint)shard.Number) % (uint)silos.Length)];
    }
}
