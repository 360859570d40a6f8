using FashionOrleans.Contracts;
using FashionOrleans.Grains.Embedding;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Grains.Shards;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Operations;

/// <inheritdoc cref="ISiloWatch"/>
[Reentrant]
public sealed class SiloWatch(
    GrainId id,
    Silo silo,
    ILoggerFactory logs,
    ProcessLoad process,
    QueryAdmission queries,
    LoadedEmbedders embedders,
    CallLatencies latencies,
    RecentEvents events,
    ShardEngine? engine = null,
    ShardCopies? copies = null) : GrainService(id, silo, logs), ISiloWatch
{
    const int Events = 50;

    /// <inheritdoc/>
    public Task<SiloReport> ReportAsync() => Task.FromResult(new SiloReport(
        process.Read(),
        copies?.Draining ?? false,
        queries.Describe(),
        engine?.Scans ?? 0,
        embedders.Describe(),
        copies?.Describe() ?? [],
        latencies.Queries.Read(),
        latencies.Writes.Read(),
        events.Read(Events)));
}
