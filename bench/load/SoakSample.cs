namespace FashionOrleans.Load;

/// <summary>What the server held at one moment of a soak.</summary>
/// <param name="At">Since the samples began.</param>
/// <param name="Process">What Linux counts.</param>
/// <param name="HeapBytes">Objects on the managed heap after its last collection, and the gaps between them.</param>
/// <param name="CommittedBytes">What the managed heap had of the system's memory after its last collection.</param>
/// <param name="IsCollected">Whether that collection was a full one, just before.</param>
readonly record struct SoakSample(TimeSpan At, ProcessSample Process, long HeapBytes, long CommittedBytes, bool IsCollected);
