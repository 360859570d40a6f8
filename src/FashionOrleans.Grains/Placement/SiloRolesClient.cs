using FashionOrleans.Contracts;
using Orleans.Runtime.Services;

namespace FashionOrleans.Grains.Placement;

/// <summary>Reaches the <see cref="ISiloRolesService"/> of any silo.</summary>
/// <param name="services">The services of this silo.</param>
public sealed class SiloRolesClient(IServiceProvider services) : GrainServiceClient<ISiloRolesService>(services)
{
    /// <summary>The service on that silo.</summary>
    public ISiloRolesService On(SiloAddress silo) => GetGrainService(silo);
}
