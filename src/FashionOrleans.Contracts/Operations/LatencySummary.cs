using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>How long calls took lately, over all silos that answered.</summary>
/// <param name="Whole">All slots together.</param>
/// <param name="Slots">Ten seconds each, the oldest first, without gaps; the last one is not over yet.</param>
[GenerateSerializer, Immutable]
public sealed record LatencySummary(LatencyFigures Whole, ImmutableArray<LatencyFigures> Slots)
{
    /// <summary>No call.</summary>
    public static LatencySummary None { get; } = new(new LatencyFigures(default, 0, 0, 0, 0, 0), []);
}
