using FashionOrleans.Embedding.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Embedding.Tests.Inference;

/// <summary>An embedder over two devices whose runs the test lets through one by one.</summary>
public sealed class DeviceTests : IAsyncDisposable
{
    const int Dimension = 4;
    const int BatchSize = 4;
    const int RunsADevice = 2;
    const int Running = 2 * RunsADevice * BatchSize;
    const int BatchesAhead = 2;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly ModelInput Input = Drawn.Input(6, 8) with { Scale = 1, Mean = [0, 0, 0], Std = [1, 1, 1] };

    readonly GatedModel[] _interactive = [new(Dimension, Input.Length), new(Dimension, Input.Length)];
    readonly GatedModel[] _bulk = [new(Dimension, Input.Length), new(Dimension, Input.Length)];
    readonly FakeTimeProvider _clock = new();
    readonly List<DeviceFailure> _failures = [];
    readonly Embedder _embedder;

    public DeviceTests()
    {
        var options = new EmbeddingOptions { DecodeWorkers = 2, BulkRuns = RunsADevice, BatchesAhead = BatchesAhead, BulkQueueCapacity = 1_000 };
        var selection = new ExecutionProviderSelection(ExecutionProvider.Cuda, ExecutionProvider.Cuda, [0, 1], ModelPrecision.Fp32, BatchSize, []);
        var pack = new ModelPack(
            "none", new ModelManifest("gated", 1, null, null, "none", "", Input, new ModelOutput("embedding", Dimension, EmbeddingNormalization.L2)));
        ModelDevice[] devices = [new("cuda:0", _interactive[0], _bulk[0]), new("cuda:1", _interactive[1], _bulk[1])];
        _embedder = new Embedder(pack, options, selection, devices, _clock);
        _embedder.DeviceFailed += failure =>
        {
            lock (_failures)
                _failures.Add(failure);
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var model in _interactive.Concat(_bulk))
            model.Open();
        await _embedder.DisposeAsync();
        Assert.All(_interactive.Concat(_bulk), model => Assert.True(model.IsDisposed));
    }

    [Fact]
    public async Task All_devices_work_at_the_same_time()
    {
        var answers = EmbedBulk(Running);
        WaitUntilAllRun();
        Open(_bulk);
        await AssertAllAnsweredAsync(answers, Running);
    }

    [Fact]
    public async Task A_device_that_is_stuck_holds_up_its_own_batches_and_no_others()
    {
        var held = EmbedBulk(Running);
        WaitUntilAllRun();
        _bulk[1].Open();
        await AssertAllAnsweredAsync(EmbedBulk(100), 100);
        Assert.False(held.IsCompleted);
        _bulk[0].Open();
        await AssertAllAnsweredAsync(held, Running);
        Assert.Equal(RunsADevice, _bulk[0].Batches.Count);
    }

    [Fact]
    public async Task A_device_that_fails_loses_no_picture_rests_and_is_tried_again()
    {
        _bulk[0].Fails = true;
        var answers = EmbedBulk(200);
        WaitUntilAllRun();
        Open(_bulk);
        await AssertAllAnsweredAsync(answers, 200);
        await AssertAllAnsweredAsync(EmbedBulk(200), 200);
        // The runs that were under way when the first one failed, and none after that.
        Assert.Equal(RunsADevice, _bulk[0].Batches.Count);
        Assert.Equal([("cuda:0", true, "The device is gone.")], Failures());

        _bulk[0].Fails = false;
        _clock.Advance(DeviceRests.Duration);
        var before = _bulk[0].Batches.Count;
        while (_bulk[0].Batches.Count == before)
            await AssertAllAnsweredAsync(EmbedBulk(Running), Running);
    }

    [Fact]
    public async Task A_query_whose_device_fails_is_answered_by_another()
    {
        _interactive[0].Fails = true;
        var first = _embedder.EmbedPixelsAsync([Flat(1)], EmbeddingPriority.Interactive, Cancellation);
        // Whichever device has the first query is held at its gate, so the second goes to the other one.
        Assert.True(SpinWait.SpinUntil(() => _interactive.Any(model => !model.Batches.IsEmpty), Patience));
        var second = _embedder.EmbedPixelsAsync([Flat(1)], EmbeddingPriority.Interactive, Cancellation);
        foreach (var model in _interactive)
            model.WaitForBatch();
        Open(_interactive);
        foreach (var query in new[] { first, second })
            Assert.Equal(Expected(1), (await query.AsTask().WaitAsync(Patience, Cancellation))[0].Vector);
    }

    [Fact]
    public async Task When_every_device_fails_the_callers_hear_of_it()
    {
        _bulk[0].Fails = _bulk[1].Fails = true;
        var answers = EmbedBulk(Running);
        WaitUntilAllRun();
        Open(_bulk);
        var results = await answers.AsTask().WaitAsync(Patience, Cancellation);
        Assert.All(results, result => Assert.Equal("embedding_unavailable", result.Error?.Code));
        Assert.Equal(["cuda:0", "cuda:1"], Failures().Select(failure => failure.Device).Order());
        Assert.Equal([false, true], Failures().Select(failure => failure.Rests).Order());
        _bulk[0].Fails = _bulk[1].Fails = false;
        await AssertAllAnsweredAsync(EmbedBulk(40), 40);
    }

    [Fact]
    public async Task A_query_overtakes_bulk_pictures_that_wait_for_every_device()
    {
        var bulk = EmbedBulk(400);
        WaitUntilAllRun();
        Open(_interactive);
        var query = await _embedder.EmbedPixelsAsync([Flat(9)], EmbeddingPriority.Interactive, Cancellation).AsTask().WaitAsync(Patience, Cancellation);
        Assert.Equal(Expected(9), query[0].Vector);
        Assert.False(bulk.IsCompleted);
        Open(_bulk);
        await AssertAllAnsweredAsync(bulk, 400);
    }

    [Fact]
    public async Task Pictures_are_decoded_ahead_of_slow_devices_up_to_the_bound_and_not_past_it()
    {
        const int Ahead = BatchesAhead * Running;
        var read = 0;
        var most = 0;
        using var full = new ManualResetEventSlim();
        var pictures = Enumerable.Range(0, 400).Select(level => (ReadOnlyMemory<byte>)new WatchedPixels(Flat((byte)level).ToArray(), CountRead).Memory).ToArray();
        var answers = _embedder.EmbedPixelsAsync(pictures, cancellation: Cancellation);
        Assert.True(full.Wait(Patience, Cancellation), $"Only {read} pictures were decoded while all devices were busy.");
        Open(_bulk);
        await AssertAllAnsweredAsync(answers, 400);
        Assert.Equal(400, read);
        // A batch on its way from the queue to its device is not seen by either, so each run may have one more.
        Assert.InRange(most, Ahead, Ahead + Running);

        void CountRead()
        {
            lock (full)
            {
                read++;
                most = Math.Max(most, read - _bulk.Sum(model => model.Batches.Sum()));
                if (read == Running + Ahead)
                    full.Set();
            }
        }
    }

    /// <summary>Waits until each run of each device has a full batch, though none has finished.</summary>
    void WaitUntilAllRun()
    {
        foreach (var model in _bulk.SelectMany(model => Enumerable.Repeat(model, RunsADevice)))
            Assert.Equal(BatchSize, model.WaitForBatch());
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    ValueTask<EmbeddingResult[]> EmbedBulk(int pictures) =>
        _embedder.EmbedPixelsAsync([.. Enumerable.Range(0, pictures).Select(level => Flat((byte)level))], cancellation: Cancellation);

    static async Task AssertAllAnsweredAsync(ValueTask<EmbeddingResult[]> answers, int pictures)
    {
        var results = await answers.AsTask().WaitAsync(Patience, Cancellation);
        Assert.Equal(pictures, results.Length);
        Assert.Equal(Enumerable.Range(0, pictures).Select(level => Expected((byte)level)), results.Select(result => result.Vector));
    }

    (string Device, bool Rests, string Message)[] Failures()
    {
        lock (_failures)
            return [.. _failures.Select(failure => (failure.Device, failure.Rests, failure.Error.Message))];
    }

    static void Open(GatedModel[] models)
    {
        foreach (var model in models)
            model.Open();
    }

    static ReadOnlyMemory<byte> Flat(byte level)
    {
        var pixels = new byte[Input.Length];
        pixels.AsSpan().Fill(level);
        return pixels;
    }

    // What the gated model gives for a flat picture, as a unit vector.
    static float[] Expected(byte level) => UnitVector.From([level, 1, 1, 1])!;
}
