using FashionOrleans.Contracts;
using Orleans.Runtime.Services;

namespace FashionOrleans.Grains.Balancing;

/// <summary>Reaches the <see cref="IShardHost"/> of any storage silo.</summary>
/// <param name="services">The services of this silo.</param>
public sealed class ShardHostClient(IServiceProvider services) : GrainServiceClient<IShardHost>(services)
{
    /// <summary>The host on that silo.</summary>
    public IShardHost On(SiloAddress silo) => GetGrainService(silo);
}
