using System.Collections.Concurrent;
using System.Diagnostics;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Inference;

/// <summary>The spans of requests that share a batch, and of one that does not.</summary>
public sealed class EmbeddingSpanTests : IAsyncDisposable
{
    const int Dimension = 4;
    static readonly ModelInput Input = Drawn.Input(6, 8) with { Scale = 1, Mean = [0, 0, 0], Std = [1, 1, 1] };
    const string CallersName = "FashionOrleans.Embedding.Tests.Callers";
    static readonly ActivitySource Callers = new(CallersName);

    readonly GatedModel _interactive = new(Dimension, Input.Length);
    readonly GatedModel _bulk = new(Dimension, Input.Length);
    readonly ConcurrentQueue<Activity> _ended = [];
    readonly ActivityListener _listener;
    readonly Embedder _embedder;

    public EmbeddingSpanTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is CallersName or EmbeddingSpans.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> asked) =>
                asked.Source.Name == CallersName || IsRecorded(asked.Parent) || (asked.Links?.Any(link => IsRecorded(link.Context)) ?? false)
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        var options = new EmbeddingOptions { DecodeWorkers = 1, BulkRuns = 1, BulkBatchSize = 2, BulkBatchWait = TimeSpan.FromMinutes(1) };
        _embedder = new Embedder(
            new("none", new ModelManifest("gated", 1, null, null, "none", "", Input, new ModelOutput("embedding", Dimension, EmbeddingNormalization.L2))),
            options,
            new(ExecutionProvider.Cpu, ExecutionProvider.Cpu, [], ModelPrecision.Fp32, options.BulkBatchSize, []),
            [new ModelDevice("cpu", _interactive, _bulk)],
            TimeProvider.System);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _interactive.Open();
        _bulk.Open();
        await _embedder.DisposeAsync();
        _listener.Dispose();
    }

    [Fact]
    public async Task A_batch_of_several_requests_is_a_trace_of_its_own_that_links_to_theirs_and_they_to_it()
    {
        // The first keeps the model busy until both others have come.
        var first = AskAsync(1);
        Assert.Equal(1, _bulk.WaitForBatch());
        var (second, third) = (AskAsync(2), AskAsync(3));
        _bulk.Open();
        var requests = Array.ConvertAll(await Task.WhenAll(first, second, third), RequestOf);

        var alone = BatchOf(requests[0]);
        Assert.Equal(requests[0].TraceId, alone.TraceId);
        Assert.Equal(requests[0].SpanId, alone.ParentSpanId);
        var shared = BatchOf(requests[1]);
        Assert.Equal(shared, BatchOf(requests[2]));
        Assert.Equal(default, shared.ParentSpanId);
        Assert.Equal(2, shared.GetTagItem("fashionorleans.embedding.batch_size"));
        Assert.Equal(requests[1..].Select(request => request.Context), shared.Links.Select(link => link.Context));
        Assert.All(requests, request => Assert.Equal(BatchOf(request).Context, Assert.Single(request.Links).Context));
        Assert.All(requests, request => Assert.True((double)request.GetTagItem("fashionorleans.queue_ms")! >= 0));
    }

    [Fact]
    public async Task A_request_that_nobody_records_has_no_span_nor_has_its_batch()
    {
        _bulk.Open();
        using var caller = new Activity("unrecorded").Start();
        var results = await _embedder.EmbedPixelsAsync([Flat(7)], cancellation: Cancellation);

        Assert.NotNull(results[0].Vector);
        Assert.Empty(_ended);
    }

    /// <summary>Asks inside a span of the caller's.</summary>
    async Task<Activity> AskAsync(byte level)
    {
        using var caller = Callers.StartActivity($"caller {level}")!;
        await _embedder.EmbedPixelsAsync([Flat(level)], cancellation: Cancellation);
        return caller;
    }

    Activity RequestOf(Activity caller) => Assert.Single(_ended, span => span.OperationName == "embedding.request" && span.ParentSpanId == caller.SpanId);

    Activity BatchOf(Activity request) =>
        Assert.Single(_ended, span => span.OperationName == "embedding.batch" && span.Links.Any(link => link.Context == request.Context));

    static bool IsRecorded(ActivityContext context) => context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);

    static ReadOnlyMemory<byte> Flat(byte level)
    {
        var pixels = new byte[Input.Length];
        pixels.AsSpan().Fill(level);
        return pixels;
    }
}
