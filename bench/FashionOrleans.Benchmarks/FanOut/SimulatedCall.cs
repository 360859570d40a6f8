namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>One call to a silo about some of its shards.</summary>
/// <param name="work">Milliseconds that the silo works at it.</param>
/// <param name="answered">Called when the silo has done it.</param>
sealed class SimulatedCall(double work, Action answered)
{
    public double Work => work;

    /// <summary>When the silo is done with it, if nothing comes between.</summary>
    public double Ends { get; set; }

    /// <summary>The silo has heard that nobody waits for the answer any more.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Whoever asked has the answer, or no longer wants it.</summary>
    public bool IsSettled { get; set; }

    public void Answer() => answered();
}
