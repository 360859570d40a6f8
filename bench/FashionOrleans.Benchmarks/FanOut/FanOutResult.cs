namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>What came of the counted queries.</summary>
/// <param name="Latencies">Milliseconds of each, sorted.</param>
/// <param name="Partial">Those that ended at the deadline without all shards.</param>
/// <param name="Calls">Calls a query, second ones included.</param>
/// <param name="Hedged">The share of the first calls after which others were asked too.</param>
/// <param name="Worked">Milliseconds that all silos together worked a query.</param>
/// <param name="Busiest">The share of its time that the busiest silo worked.</param>
sealed record FanOutResult(double[] Latencies, int Partial, double Calls, double Hedged, double Worked, double Busiest)
{
    public double Mean => Latencies.Average();

    /// <param name="share">0…1.</param>
    public double Percentile(double share) => Latencies[Math.Max(0, (int)Math.Ceiling(share * Latencies.Length) - 1)];
}
