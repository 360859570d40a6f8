using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace FashionOrleans.Grains.Placement;

/// <summary>Keeps the silos that have the role.</summary>
/// <param name="roles">The roles of the cluster's silos; those of one that has just joined are not known for a moment, and it is passed over.</param>
public sealed class RequireRoleFilterDirector(RoleDirectory roles) : IPlacementFilterDirector
{
    /// <inheritdoc/>
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var role = ((RequireRoleFilter)filterStrategy).Role;
        return silos.Where(silo => roles.HasRole(silo, role));
    }
}
