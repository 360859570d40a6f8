using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>A model that a silo has loaded.</summary>
/// <param name="Model">The model pack.</param>
/// <param name="Version">The pack's version.</param>
/// <param name="Provider">Where it runs: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Devices">The numbers of the GPUs that run it; empty on the CPU.</param>
/// <param name="IsFallback">Whether something else runs than what was configured.</param>
/// <param name="Explanation">What runs and why, in sentences.</param>
/// <param name="Interactive">Pictures of queries that are accepted and not yet answered.</param>
/// <param name="MaxInteractive">As many may be.</param>
/// <param name="Bulk">Pictures of items that are accepted and not yet answered.</param>
/// <param name="MaxBulk">As many may be.</param>
[GenerateSerializer, Immutable]
public sealed record EmbedderStatus(
    string Model,
    int Version,
    string Provider,
    ImmutableArray<int> Devices,
    bool IsFallback,
    string Explanation,
    int Interactive,
    int MaxInteractive,
    int Bulk,
    int MaxBulk);
