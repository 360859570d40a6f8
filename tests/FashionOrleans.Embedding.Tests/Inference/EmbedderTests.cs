using CsCheck;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Inference;

public sealed class EmbedderTests : IAsyncDisposable
{
    const int Dimension = 4;
    static readonly ModelInput Input = Drawn.Input(6, 8) with { Scale = 1, Mean = [0, 0, 0], Std = [1, 1, 1] };
    static readonly EmbeddingOptions Options = new()
    {
        DecodeWorkers = 2, BulkRuns = 1, BulkBatchSize = 4, InteractiveBatchSize = 8, InteractiveQueueCapacity = 3, BulkQueueCapacity = 64,
    };

    readonly GatedModel _interactive = new(Dimension, Input.Length);
    readonly GatedModel _bulk = new(Dimension, Input.Length);
    readonly Embedder _embedder;

    public EmbedderTests() => _embedder = Create(Options);

    public async ValueTask DisposeAsync()
    {
        _interactive.Open();
        _bulk.Open();
        await _embedder.DisposeAsync();
        Assert.True(_interactive.IsDisposed && _bulk.IsDisposed);
    }

    [Fact]
    public async Task Each_lane_has_its_own_model_and_a_busy_bulk_lane_does_not_hold_up_a_query()
    {
        var bulk = _embedder.EmbedPixelsAsync([Flat(1)], cancellation: Cancellation);
        Assert.Equal(1, _bulk.WaitForBatch());
        _interactive.Open();
        var query = await _embedder.EmbedAsync(Png(9), Cancellation);
        Assert.Equal(Expected(9), query.VectorOrThrow());
        _bulk.Open();
        Assert.Equal(Expected(1), (await bulk)[0].VectorOrThrow());
    }

    [Fact]
    public async Task One_bad_picture_never_fails_the_others()
    {
        _bulk.Open();
        ReadOnlyMemory<byte>[] pictures = [Png(10), "no picture"u8.ToArray(), ReadOnlyMemory<byte>.Empty, Png(20), Png(30).AsMemory(0, 40)];
        var results = await _embedder.EmbedAsync(pictures, cancellation: Cancellation);
        Assert.Equal([null, "not_a_picture", "picture_empty", null, "picture_truncated"], results.Select(result => result.Error?.Code));
        Assert.Equal(Expected(10), results[0].Vector);
        Assert.Equal(Expected(20), results[3].Vector);
        Assert.Throws<PictureException>(() => results[1].VectorOrThrow());
        Assert.Equal([2, 0, 0, 2, 0], results.Select(result => result.BatchSize));
    }

    [Fact]
    public async Task A_list_of_bad_pictures_is_answered_without_the_model()
    {
        var results = await _embedder.EmbedAsync([new byte[] { 1 }, new byte[] { 2 }], cancellation: Cancellation);
        Assert.All(results, result => Assert.NotNull(result.Error));
        Assert.Empty(_bulk.Batches);
    }

    [Fact]
    public async Task An_empty_list_is_answered_with_an_empty_list() => Assert.Empty(await _embedder.EmbedAsync([], cancellation: Cancellation));

    [Fact]
    public async Task A_full_lane_says_overloaded_and_recovers()
    {
        var first = _embedder.EmbedPixelsAsync([Flat(1), Flat(2), Flat(3)], EmbeddingPriority.Interactive, Cancellation);
        await Assert.ThrowsAsync<EmbedderOverloadedException>(async () => await _embedder.EmbedAsync(Png(4), Cancellation));
        _interactive.Open();
        Assert.Equal([Expected(1), Expected(2), Expected(3)], (await first).Select(result => result.Vector));
        Assert.Equal(Expected(4), (await _embedder.EmbedAsync(Png(4), Cancellation)).Vector);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_released_at_once_and_the_others_are_served()
    {
        using var cancellation = new CancellationTokenSource();
        var kept = _embedder.EmbedPixelsAsync([Flat(1)], EmbeddingPriority.Interactive, Cancellation);
        _interactive.WaitForBatch();
        var given = _embedder.EmbedPixelsAsync([Flat(2)], EmbeddingPriority.Interactive, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await given);
        _interactive.Open();
        Assert.Equal(Expected(1), (await kept)[0].Vector);
        Assert.Equal(Expected(5), (await _embedder.EmbedPixelsAsync([Flat(5)], EmbeddingPriority.Interactive, Cancellation))[0].Vector);
    }

    [Fact]
    public async Task Disposal_refuses_new_pictures_and_finishes_the_accepted_ones()
    {
        var accepted = _embedder.EmbedPixelsAsync([.. Enumerable.Range(0, 10).Select(level => Flat((byte)level))], cancellation: Cancellation);
        var disposal = _embedder.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _embedder.EmbedAsync(Png(1), Cancellation));
        _bulk.Open();
        Assert.Equal(Enumerable.Range(0, 10).Select(level => Expected((byte)level)), (await accepted).Select(result => result.Vector));
        await disposal;
        Assert.True(_bulk.IsDisposed);
    }

    [Fact]
    public async Task A_failed_run_is_its_own_batch_s_error_and_the_next_batch_succeeds()
    {
        _bulk.FailsNext = true;
        _bulk.Open();
        var failed = await _embedder.EmbedPixelsAsync([Flat(1)], cancellation: Cancellation);
        Assert.Equal("embedding_unavailable", failed[0].Error?.Code);
        Assert.Contains("The device is gone.", failed[0].Error!.Message);
        Assert.NotNull((await _embedder.EmbedPixelsAsync([Flat(1)], cancellation: Cancellation))[0].Vector);
    }

    [Fact]
    public async Task Pixels_of_a_wrong_length_are_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await _embedder.EmbedPixelsAsync([new byte[7]], cancellation: Cancellation));

    [Fact]
    public async Task A_graph_with_a_batch_of_one_gets_one_picture_at_a_time()
    {
        var single = new GatedModel(Dimension, Input.Length) { MaxBatch = 1 };
        single.Open();
        await using var embedder = new Embedder(Pack(), Options, Cpu, [new ModelDevice("cpu", single, single)], TimeProvider.System);
        await embedder.EmbedPixelsAsync([Flat(1), Flat(2), Flat(3)], cancellation: Cancellation);
        Assert.Equal([1, 1, 1], single.Batches);
    }

    [Fact]
    public async Task Every_caller_gets_its_own_vectors_in_order_whatever_the_load()
    {
        _bulk.Open();
        _interactive.Open();
        await Gen.Select(Gen.Byte.Array[1, 12], Gen.Bool).Array[1, 8].SampleAsync(
            async requests =>
            {
                await Task.WhenAll(requests.Where(request => request.Item1.Length <= 3 || !request.Item2).Select(async request =>
                {
                    var (levels, interactive) = request;
                    var lane = interactive ? EmbeddingPriority.Interactive : EmbeddingPriority.Bulk;
                    try
                    {
                        var results = await _embedder.EmbedPixelsAsync([.. levels.Select(Flat)], lane, Cancellation);
                        Assert.Equal(levels.Select(Expected), results.Select(result => result.Vector));
                    }
                    catch (EmbedderOverloadedException)
                    {
                        // A refusal is a right answer under load.
                    }
                }));
            },
            iter: 100,
            threads: 1);
        Assert.All(_bulk.Batches, size => Assert.InRange(size, 1, Options.BulkBatchSize));
    }

    [Fact]
    public void A_wrong_option_is_named_with_its_value_and_what_is_allowed()
    {
        var options = new EmbeddingOptions { BulkBatchSize = 0, BulkBatchWait = TimeSpan.FromHours(1), Limits = new PictureLimits { MaxBytes = -1 } };
        Assert.Equal(
            [
                "BulkBatchSize is 0; it must be from 1 to 1024.",
                "Limits.MaxBytes is -1; it must be from 1 to 1073741824.",
                "BulkBatchWait is 01:00:00; it must be from 00:00:00 to 00:01:00.",
            ],
            options.Problems());
        Assert.Empty(new EmbeddingOptions().Problems());
    }

    [Theory]
    [InlineData("0,x")]
    [InlineData("0,,1")]
    [InlineData("0,0")]
    [InlineData("1024")]
    [InlineData("-1")]
    [InlineData("")]
    public void Wrong_devices_are_refused(string devices) => Assert.Equal(
        [$"Devices is \"{devices}\"; it must be numbers of GPUs from 0 to 1023, separated by commas, each once."],
        new EmbeddingOptions { Devices = devices }.Problems());

    [Fact]
    public void Wrong_options_of_a_GPU_are_refused()
    {
        var options = new EmbeddingOptions
        {
            Precision = (ModelPrecision)7, ProviderLibrary = " ", GpuMemoryLimit = 1_000_000, GpuBatchSize = 2_000, BatchesAhead = 0,
        };
        Assert.Equal(
            [
                "Precision is 7; it must be fp32 or fp16.",
                "ProviderLibrary is empty; it must be the path of a library, or not set.",
                "GpuMemoryLimit is 1000000; it must be from 67108864 to 1099511627776.",
                "GpuBatchSize is 2000; it must be from 1 to 1024.",
                "BatchesAhead is 0; it must be from 1 to 64.",
            ],
            options.Problems());
        Assert.Equal([0, 12, 3], new EmbeddingOptions { Devices = "0, 12,3" }.DeviceList);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_of_one_picture_are_embedded_each_for_itself_and_one_outside_it_never_fails_the_others()
    {
        _bulk.Open();
        using var twoTone = Drawn.FromRgb([.. Enumerable.Range(0, 40 * 20 * 3).Select(i => (byte)(i / 3 % 40 < 20 ? 40 : 80))], 40, 20);
        var picture = Drawn.Png(twoTone);
        PicturePart[] parts =
        [
            new(picture, new PictureCrop(new PictureBox(0, 0, 0.5, 1))),
            new(picture, new PictureCrop(new PictureBox(0.5, 0.25, 0.5, 0.5))),
            new(picture, new PictureCrop(new PictureBox(0.75, 0, 0.5, 1))),
            new(picture, null),
        ];
        var results = await _embedder.EmbedPartsAsync(parts, EmbeddingPriority.Bulk, Cancellation);
        Assert.Equal([null, null, "invalid_crop", null], results.Select(result => result.Error?.Code));
        Assert.Equal(Expected(40), results[0].Vector);
        Assert.Equal(Expected(80), results[1].Vector);
        Assert.Equal(Expected(60), results[3].Vector);
    }

    [Fact]
    public async Task The_best_proposed_box_is_embedded_or_the_whole_picture_where_none_is()
    {
        _interactive.Open();
        using var spot = Drawn.FromRgb([.. Enumerable.Range(0, 60 * 60).SelectMany(i => IsSpot(i % 60, i / 60) ? [250, 250, 250] : new byte[] { 90, 90, 90 })], 60, 60);
        PicturePart[] parts = [new(Drawn.Png(spot), PictureCrop.Auto), new(Png(9), PictureCrop.Auto), new(Drawn.Png(spot), null)];
        var results = await _embedder.EmbedPartsAsync(parts, cancellation: Cancellation);
        Assert.Equal(Expected(9), results[1].VectorOrThrow());
        Assert.True(results[0].VectorOrThrow()[0] > results[2].VectorOrThrow()[0]);

        static bool IsSpot(int x, int y) => x is >= 20 and < 40 && y is >= 20 and < 40;
    }

    static ExecutionProviderSelection Cpu => new(ExecutionProvider.Cpu, ExecutionProvider.Cpu, [], ModelPrecision.Fp32, Options.BulkBatchSize, []);

    Embedder Create(EmbeddingOptions options) => new(Pack(), options, Cpu, [new ModelDevice("cpu", _interactive, _bulk)], TimeProvider.System);

    static ModelPack Pack() =>
        new("none", new ModelManifest("gated", 1, null, null, "none", "", Input, new ModelOutput("embedding", Dimension, EmbeddingNormalization.L2)));

    static ReadOnlyMemory<byte> Flat(byte level)
    {
        var pixels = new byte[Input.Length];
        pixels.AsSpan().Fill(level);
        return pixels;
    }

    static byte[] Png(byte level)
    {
        using var flat = Drawn.FromRgb(Flat(level).ToArray(), Input.Width, Input.Height);
        return Drawn.Png(flat);
    }

    // What the gated model gives for a flat picture, as a unit vector.
    static float[] Expected(byte level) => UnitVector.From([level, 1, 1, 1])!;
}
