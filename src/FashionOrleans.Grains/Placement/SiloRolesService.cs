using System.Collections.Immutable;
using FashionOrleans.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FashionOrleans.Grains.Placement;

/// <inheritdoc cref="ISiloRolesService"/>
[Reentrant]
public sealed class SiloRolesService(GrainId id, Silo silo, ILoggerFactory logs, IOptions<SiloMetadata> metadata)
    : GrainService(id, silo, logs), ISiloRolesService
{
    /// <inheritdoc/>
    public Task<ImmutableArray<string>> GetRolesAsync() => Task.FromResult(RoleDirectory.RolesOf(metadata.Value));
}
