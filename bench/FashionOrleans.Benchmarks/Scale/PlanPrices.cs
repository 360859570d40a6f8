namespace FashionOrleans.Benchmarks.Scale;

/// <summary>What things cost. Assumptions of the order of what large clouds ask for machines that stay; put in your own.</summary>
sealed record PlanPrices
{
    /// <summary>A virtual processor for an hour.</summary>
    public double Cpu { get; init; } = 0.03;

    /// <summary>A GB of memory for an hour.</summary>
    public double Memory { get; init; } = 0.004;

    /// <summary>A GPU with its host for an hour.</summary>
    public double Gpu { get; init; } = 2.5;

    /// <summary>A GB of disk for a month.</summary>
    public double Disk { get; init; } = 0.1;
}
