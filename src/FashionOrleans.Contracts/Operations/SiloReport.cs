using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>A silo at one moment.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Draining">Whether it is about to stop, so that its shards are moved away.</param>
/// <param name="Places">Queries that it coordinates.</param>
/// <param name="Scans">Questions to its shards that wait for its scan threads or run on them.</param>
/// <param name="Embedders">The models that it has loaded.</param>
/// <param name="Copies">The copies of shards that it holds.</param>
/// <param name="Queries">How long queries that it coordinated took, slot by slot.</param>
/// <param name="Writes">How long writes that it coordinated took, slot by slot.</param>
/// <param name="Events">Its latest warnings and errors, the newest first.</param>
[GenerateSerializer, Immutable]
public sealed record SiloReport(
    ProcessStatus Process,
    bool Draining,
    QueryPlaces Places,
    int Scans,
    ImmutableArray<EmbedderStatus> Embedders,
    ImmutableArray<CopyStatus> Copies,
    ImmutableArray<LatencySlot> Queries,
    ImmutableArray<LatencySlot> Writes,
    ImmutableArray<LogEvent> Events);
