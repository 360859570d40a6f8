namespace FashionOrleans.Grains.Operations;

/// <summary>How long what this silo coordinated took lately.</summary>
/// <param name="time">Measures.</param>
public sealed class CallLatencies(TimeProvider time)
{
    /// <summary>Queries, from their arrival at the silo until their answer; waiting and embedding are part of it.</summary>
    public LatencyWindow Queries { get; } = new(time);

    /// <summary>Calls that store or delete items, one or a batch each, until the store has committed them.</summary>
    public LatencyWindow Writes { get; } = new(time);
}
