namespace FashionOrleans.Grains.Tests.Balancing;

/// <summary>What befalls a <see cref="SimulatedCluster"/>.</summary>
public enum Happening
{
    Nothing,
    Join,
    Crash,
    Drain,
    Drop,
}
