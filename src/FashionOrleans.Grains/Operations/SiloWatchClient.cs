using FashionOrleans.Contracts;
using Orleans.Runtime.Services;

namespace FashionOrleans.Grains.Operations;

/// <summary>Reaches the <see cref="ISiloWatch"/> of any silo.</summary>
/// <param name="services">The services of this silo.</param>
public sealed class SiloWatchClient(IServiceProvider services) : GrainServiceClient<ISiloWatch>(services)
{
    /// <summary>The watch on that silo.</summary>
    public ISiloWatch On(SiloAddress silo) => GetGrainService(silo);
}
