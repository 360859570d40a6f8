using Orleans.Runtime.Placement;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>A placement on any of some silos.</summary>
sealed class StubPlacementContext(SiloAddress[] silos) : IPlacementContext
{
    public SiloAddress LocalSilo => silos[0];

    public SiloStatus LocalSiloStatus => SiloStatus.Active;

    public SiloAddress[] GetCompatibleSilos(PlacementTarget target) => silos;

    public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) =>
        new Dictionary<ushort, SiloAddress[]> { [0] = silos };
}
