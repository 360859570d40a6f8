using Orleans.Placement;

namespace FashionOrleans.Grains.Placement;

/// <summary>
/// Places a grain only on silos that have a role. The rule is absolute, whoever calls: the filter that Orleans brings compares with the
/// calling silo instead.
/// </summary>
/// <param name="role">One of <see cref="Contracts.SiloRoles"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequireRoleAttribute(string role) : PlacementFilterAttribute(new RequireRoleFilter(role))
{
    /// <summary>The role.</summary>
    public string Role { get; } = role;
}
