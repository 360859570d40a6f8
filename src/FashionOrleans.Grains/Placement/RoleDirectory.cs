using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FashionOrleans.Grains.Placement;

/// <summary>Which silo does what, as far as this one knows: from the silos' metadata, and from asking those of which there are none.</summary>
/// <param name="metadata">
/// The metadata that Orleans fetches when a silo joins. It fetches them once: when that fails, or when this silo's clock is ahead at that moment, so that
/// the new silo seems to be dead, there are none until the next time that anything in the cluster changes, and nothing would be placed on that silo.
/// </param>
public sealed class RoleDirectory(ISiloMetadataCache metadata)
{
    /// <summary>The metadata key under which a silo lists its roles, separated by commas.</summary>
    public const string MetadataKey = "fashion.roles";

    readonly ConcurrentDictionary<SiloAddress, ImmutableArray<string>> _asked = new();

    /// <summary>Whether a silo is known to have a role.</summary>
    public bool HasRole(SiloAddress silo, string role) => RolesOf(silo).Contains(role);

    /// <summary>The roles of a silo; none while they are not known.</summary>
    public ImmutableArray<string> RolesOf(SiloAddress silo) =>
        RolesOf(metadata.GetSiloMetadata(silo)) is { IsEmpty: false } told ? told : _asked.GetValueOrDefault(silo, []);

    /// <summary>The roles that metadata list; none where they list none.</summary>
    public static ImmutableArray<string> RolesOf(SiloMetadata metadata) =>
        metadata.Metadata.TryGetValue(MetadataKey, out var roles) ? [.. roles.Split(',')] : [];

    /// <summary>Takes note of what a silo said.</summary>
    public void Learn(SiloAddress silo, ImmutableArray<string> roles) => _asked[silo] = roles;

    /// <summary>Keeps what was learnt of these silos, and forgets the others.</summary>
    public void Keep(IReadOnlyCollection<SiloAddress> silos)
    {
        foreach (var gone in _asked.Keys.Except(silos).ToArray())
        {
            _asked.TryRemove(gone, out _);
        }
    }
}
