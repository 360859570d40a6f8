namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>What all coordinators together count.</summary>
sealed class FanOutTally
{
    public List<double> Latencies { get; } = [];

    public int Partial { get; set; }

    public long Calls { get; set; }

    public long FirstCalls { get; set; }

    public long HedgedCalls { get; set; }
}
