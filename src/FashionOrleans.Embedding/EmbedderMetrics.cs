using System.Diagnostics.Metrics;

namespace FashionOrleans.Embedding;

/// <summary>Every metric of an embedder, on the meter <c>FashionOrleans.Embedding</c>; durations in seconds, as OpenTelemetry's conventions ask.</summary>
sealed class EmbedderMetrics : IDisposable
{
    public const string MeterName = "FashionOrleans.Embedding";

    readonly Meter _meter = new(MeterName);
    readonly KeyValuePair<string, object?> _model;
    readonly Counter<long> _pictures;
    readonly Histogram<double> _decode;
    readonly Histogram<double> _queue;
    readonly Histogram<double> _inference;
    readonly Histogram<int> _batch;
    readonly Counter<long> _failures;

    public EmbedderMetrics(string model, BatchingQueue queue)
    {
        _model = new("model", model);
        _pictures = _meter.CreateCounter<long>("embedding.pictures", "{picture}", "Pictures answered, by lane and outcome (ok, or the error's code).");
        _decode = _meter.CreateHistogram<double>("embedding.decode.duration", "s", "Time to decode and resize one picture.");
        _queue = _meter.CreateHistogram<double>("embedding.queue.duration", "s", "Time one picture waited, by lane.");
        _inference = _meter.CreateHistogram<double>("embedding.inference.duration", "s", "Time the model ran on one batch, by lane and device.");
        _batch = _meter.CreateHistogram<int>("embedding.batch.size", "{picture}", "Pictures in one batch, by lane and device.");
        _failures = _meter.CreateCounter<long>("embedding.run.failures", "{run}", "Batches that could not be run, by device.");
        _meter.CreateObservableUpDownCounter(
            "embedding.queue.length",
            () => new[] { EmbeddingPriority.Interactive, EmbeddingPriority.Bulk }.Select(lane => new Measurement<int>(queue.Held(lane), _model, Lane(lane))),
            "{picture}",
            "Pictures accepted and not yet answered, by lane.");
    }

    public void RecordBatch(EmbeddingPriority lane, string device, int size, TimeSpan inference, bool failed)
    {
        var ran = new KeyValuePair<string, object?>("device", device);
        if (failed)
        {
            _failures.Add(1, _model, ran);
            return;
        }
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

    static KeyValuePair<string, object?> Lane(EmbeddingPriority lane) => new("lane", lane == EmbeddingPriority.Interactive ? "interactive" : "bulk");
}
