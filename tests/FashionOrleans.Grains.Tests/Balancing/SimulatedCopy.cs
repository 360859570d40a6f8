using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Tests.Balancing;

/// <summary>A copy on a <see cref="SimulatedSilo"/>, which loads for some looks of the balancer and is freed some looks after nobody wants it.</summary>
sealed class SimulatedCopy
{
    public bool IsPrimary { get; set; }

    public int LooksToLoad { get; set; }

    public int LooksUnwanted { get; set; }

    public ShardState State => LooksToLoad > 0 ? ShardState.Loading : ShardState.Ready;
}
