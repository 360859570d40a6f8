using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Search;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Shards;

/// <summary>
/// What the shards of a silo have in common: the scan threads, upkeep, the axes that shards of one catalogue share, and the files of mapped
/// vectors.
/// </summary>
public sealed class ShardEngine : IDisposable
{
    readonly ShardEngineOptions _options;
    readonly IndexMaintenance _maintenance;
    readonly ScanPool _pool = new();
    readonly ConcurrentDictionary<ShardKey, VectorIndex> _indexes = new();
    readonly ConcurrentDictionary<(string Catalog, long Generation), AxesExchange> _axes = new();
    readonly Lazy<MappedVectorMemory> _mapped;
    readonly Meter _meter;
    readonly Counter<long> _quarantined;

    /// <summary>Starts the scan threads.</summary>
    public ShardEngine(IOptions<ShardEngineOptions> options, IndexMaintenance maintenance, IMeterFactory meters)
    {
        _options = options.Value;
        _maintenance = maintenance;
        _mapped = new(() => new MappedVectorMemory(_options.VectorCache));
        Metrics = new ShardMetrics(meters);
        _meter = meters.Create(Instrumentation.Name);
        _meter.CreateObservableGauge(
            "fashionorleans.graph.recall", Recalls, "1", "Recall of the graph index against the exact answer, on a sample of the live queries.");
        _quarantined = _meter.CreateCounter<long>(
            "fashionorleans.shard.rows_quarantined", "{row}", "Damaged rows that were moved aside when their shard was loaded.");
        _meter.CreateObservableGauge("fashionorleans.shard.items", Items, "{item}", "Items of a shard.");
        _meter.CreateObservableGauge("fashionorleans.shard.memory", Memory, "By", "Memory that a shard takes on this silo.");
    }

    /// <summary>What is measured of the shards.</summary>
    internal ShardMetrics Metrics { get; }

    /// <summary>Questions that wait for the scan threads or run on them.</summary>
    public int Scans => _pool.Queries;

    /// <summary>An empty index for a shard, as its catalogue's settings ask for; registered until <see cref="Release"/>.</summary>
    public VectorIndex Create(ShardKey shard, Catalog catalog)
    {
        var settings = catalog.Settings;
        var index = new VectorIndex(
            new VectorIndexOptions
            {
                Dimension = catalog.Dimension,
                LearnAutomatically = false,
                Axes = _axes.GetOrAdd((catalog.Name, catalog.Generation), _ => new AxesExchange()),
                VectorFormat = settings.VectorFormat == CatalogSettings.HalfPrecision ? VectorFormat.Float16 : VectorFormat.Float32,
                VectorMemory = settings.VectorStorage == CatalogSettings.Mapped ? _mapped.Value : null,
                Graph = settings.Index == CatalogSettings.GraphIndex
                    ? new GraphOptions
                    {
                        M = _options.GraphM,
                        EfConstruction = _options.GraphEfConstruction,
                        DefaultEf = _options.GraphEf,
                        RecallSampling = _options.GraphRecallSampling,
                    }
                    : null,
            },
            _pool);
        _indexes[shard] = index;
        return index;
    }

    /// <summary>Frees an index.</summary>
    public void Release(ShardKey shard, VectorIndex index)
    {
        _indexes.TryRemove(KeyValuePair.Create(shard, index));
        index.Dispose();
        if (_indexes.Keys.All(other => (other.Catalog, other.Generation) != (shard.Catalog, shard.Generation)))
        {
            _axes.TryRemove((shard.Catalog, shard.Generation), out _);
        }
    }

    /// <summary>Takes note of damaged rows that were moved aside.</summary>
    public void CountQuarantined(ShardKey shard, int rows) => _quarantined.Add(rows, new KeyValuePair<string, object?>("catalog", shard.Catalog));

    /// <summary>Has an index that was just loaded learn its codes when its turn comes.</summary>
    /// <returns>Completes when its turn is over, whether it could learn or not: answers are right either way.</returns>
    public Task LearnAsync(VectorIndex index) => _maintenance.LearnAsync(index);

    /// <summary>Asks for an index to be compacted and its codes to be learnt anew when its turn comes.</summary>
    public void RequestUpkeep(VectorIndex index) => _maintenance.Request(index);

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        _pool.Dispose();
        if (_mapped.IsValueCreated)
        {
            _mapped.Value.Dispose();
        }
    }

    IEnumerable<Measurement<double>> Recalls() => Measure(index => index.GraphRecall?.Recall);

    IEnumerable<Measurement<double>> Items() => Measure(index => index.Count);

    IEnumerable<Measurement<double>> Memory() => Measure(index => index.MemoryBytes);

    List<Measurement<double>> Measure(Func<VectorIndex, double?> read)
    {
        var measurements = new List<Measurement<double>>();
        foreach (var (shard, index) in _indexes)
        {
            try
            {
                if (read(index) is { } value)
                {
                    measurements.Add(new(value, new KeyValuePair<string, object?>("catalog", shard.Catalog), new("shard", shard.Number)));
                }
            }
            catch (ObjectDisposedException)
            {
                // The shard is leaving at this moment.
            }
        }

        return measurements;
    }
}
