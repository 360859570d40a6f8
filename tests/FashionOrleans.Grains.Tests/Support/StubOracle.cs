namespace FashionOrleans.Grains.Tests.Support;

/// <summary>A membership in which the silos of a list are alive.</summary>
sealed class StubOracle(params SiloAddress[] alive) : ISiloStatusOracle
{
    public SiloStatus CurrentStatus => SiloStatus.Active;

    public string SiloName => "test";

    public SiloAddress SiloAddress => alive[0];

    public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => alive.Contains(siloAddress) ? SiloStatus.Active : SiloStatus.Dead;

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => alive.ToDictionary(silo => silo, _ => SiloStatus.Active);

    public SiloAddress[] GetActiveSilos() => alive;

    public bool TryGetSiloName(SiloAddress siloAddress, out string siloName)
    {
        siloName = SiloName;
        return true;
    }

    public bool IsFunctionalDirectory(SiloAddress siloAddress) => true;

    public bool IsDeadSilo(SiloAddress silo) => !alive.Contains(silo);

    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer) => true;

    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer) => true;
}
