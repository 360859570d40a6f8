using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace FashionOrleans.Grains.Placement;

/// <summary>Keeps the silos whose metadata list the role.</summary>
/// <param name="metadata">The metadata of the cluster's silos; a silo that has just joined has none for a moment and is passed over.</param>
public sealed class RequireRoleFilterDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    /// <summary>The metadata key under which a silo lists its roles, separated by commas.</summary>
    public const string MetadataKey = "fashion.roles";

    /// <inheritdoc/>
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var role = ((RequireRoleFilter)filterStrategy).Role;
        return silos.Where(silo => HasRole(metadata, silo, role));
    }

    /// <summary>Whether a silo's metadata list a role.</summary>
    public static bool HasRole(ISiloMetadataCache metadata, SiloAddress silo, string role) =>
        metadata.GetSiloMetadata(silo).Metadata.TryGetValue(MetadataKey, out var roles) && roles.Split(',').Contains(role);
}
