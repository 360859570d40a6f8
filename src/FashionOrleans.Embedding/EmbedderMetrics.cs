using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace FashionOrleans.Embedding;

/// <summary>What an embedder measures, under the meter <see cref="MeterName"/>. Times are in seconds, as OpenTelemetry's conventions ask.</summary>
sealed class EmbedderMetrics : IDisposable
{
    public const string MeterName = "FashionOrleans.Embedding";

    static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };
    static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] };

    readonly Meter _meter = new(MeterName);
    readonly KeyValuePair<string, object?> _model;
    readonly Counter<long> _pictures;
    readonly Histogram<double> _decode;
    readonly Histogram<double> _queue;
    readonly Histogram<double> _inference;
    readonly Histogram<int> _batch;
    readonly ConcurrentDictionary<string, long> _failures;

    public EmbedderMetrics(string model, BatchingQueue queue, IEnumerable<string> devices)
    {
        _model = new("model", model);
        _failures = new(devices.Distinct().Select(device => KeyValuePair.Create(device, 0L)), StringComparer.Ordinal);
        _pictures = _meter.CreateCounter<long>(
            "fashionorleans.embedding.pictures", "{picture}", "Pictures answered, by lane and outcome (ok, or the error's code).");
        _decode = Duration("fashionorleans.embedding.decode.duration", "Time to decode and resize one picture.");
        _queue = Duration("fashionorleans.embedding.queue.duration", "Time one picture waited, by lane.");
        _inference = Duration("fashionorleans.embedding.inference.duration", "Time the model ran on one batch, by lane and device.");
        _batch = _meter.CreateHistogram("fashionorleans.embedding.batch.size", "{picture}", "Pictures in one batch, by lane and device.", tags: null, Sizes);
        _meter.CreateObservableCounter(
            "fashionorleans.embedding.batch.failures",
            () => _failures.Select(failed => new Measurement<long>(failed.Value, _model, new("device", failed.Key))),
            "{batch}",
            "Batches that could not be run, by device.");
        _meter.CreateObservableUpDownCounter(
            "fashionorleans.embedding.queue.length",
            () => new[] { EmbeddingPriority.Interactive, EmbeddingPriority.Bulk }.Select(lane => new Measurement<int>(queue.Held(lane), _model, Lane(lane))),
            "{picture}",
            "Pictures accepted and not yet answered, by lane.");
    }

    public void RecordBatch(EmbeddingPriority lane, string device, int size, TimeSpan inference, bool failed)
    {
        if (failed)
        {
            _failures.AddOrUpdate(device, 1, static (_, count) => count + 1);
            return;
        }
        var ran = new KeyValuePair<string, object?>("device", device);
        _batch.Record(size, _model, Lane(lane), ran);
        _inference.Record(inference.TotalSeconds, _model, Lane(lane), ran);
    }

    public void RecordPicture(EmbeddingPriority lane, EmbeddingResult result)
    {
        _pictures.Add(1, _model, Lane(lane), new("outcome", result.Error?.Code ?? "ok"));
        _decode.Record(result.DecodeTime.TotalSeconds, _model);
        _queue.Record(result.QueueTime.TotalSeconds, _model, Lane(lane));
    }

    public void Dispose() => _meter.Dispose();

    Histogram<double> Duration(string name, string description) => _meter.CreateHistogram(name, "s", description, tags: null, Durations);

    static KeyValuePair<string, object?> Lane(EmbeddingPriority lane) => new("lane", lane == EmbeddingPriority.Interactive ? "interactive" : "bulk");
}
