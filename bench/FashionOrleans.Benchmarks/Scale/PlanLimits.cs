namespace FashionOrleans.Benchmarks.Scale;

/// <summary>Where a need becomes a wall. The shards are the product's limit; the others are choices, or marked as not measured.</summary>
sealed record PlanLimits
{
    /// <summary>Minutes that the whole cluster may take to load from PostgreSQL.</summary>
    public double ColdStart { get; init; } = 30;

    /// <summary>Minutes that a silo's indexes may take to be learnt and built after a start.</summary>
    public double IndexBuild { get; init; } = 30;

    /// <summary>TB of one PostgreSQL server.</summary>
    public double StoreTb { get; init; } = 8;

    /// <summary>The share of the measured rate of writing that may be used.</summary>
    public double StoreBusy { get; init; } = 0.5;

    /// <summary>Milliseconds of each second that the balancer may plan.</summary>
    public double BalancerMs { get; init; } = 500;

    /// <summary>MB that a change of the map may send to all silos.</summary>
    public double MapMb { get; init; } = 100;

    /// <summary>Silos of one Orleans cluster on a membership table that all of them read every 5 seconds. Not measured here.</summary>
    public double Silos { get; init; } = 200;

    /// <summary>Milliseconds that the coordinator may take to send a query's calls.</summary>
    public double SendingMs { get; init; } = 10;
}
