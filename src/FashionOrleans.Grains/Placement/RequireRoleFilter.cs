using Orleans.Metadata;
using Orleans.Placement;

namespace FashionOrleans.Grains.Placement;

/// <summary>The placement filter behind <see cref="RequireRoleAttribute"/>; the role travels in the grain type's properties.</summary>
public sealed class RequireRoleFilter : PlacementFilterStrategy
{
    const string RoleProperty = "role";

    /// <summary>Used by the runtime, which then calls <see cref="AdditionalInitialize"/>.</summary>
    public RequireRoleFilter()
        : base(0)
    {
    }

    /// <summary>A filter for one role.</summary>
    public RequireRoleFilter(string role)
        : base(0) => Role = role;

    /// <summary>The role that a silo must have.</summary>
    public string Role { get; private set; } = "";

    /// <inheritdoc/>
    public override void AdditionalInitialize(GrainProperties properties) =>
        Role = GetPlacementFilterGrainProperty(RoleProperty, properties) ?? "";

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [new(RoleProperty, Role)];
}
