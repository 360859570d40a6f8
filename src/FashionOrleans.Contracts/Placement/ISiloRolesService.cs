using System.Collections.Immutable;
using Orleans.Services;

namespace FashionOrleans.Contracts;

/// <summary>Tells other silos what a silo does in the cluster. Every silo has one.</summary>
public interface ISiloRolesService : IGrainService
{
    /// <summary>The roles of the silo, of <see cref="SiloRoles"/>.</summary>
    Task<ImmutableArray<string>> GetRolesAsync();
}
