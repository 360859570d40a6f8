using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Inference;

/// <summary>Which sessions are opened and what is said of it; devices that are the CPU stand in for GPUs, and the sessions are real.</summary>
public class ModelPlacementTests
{
    static readonly ModelPack Pack = ModelPack.Load(Repository.DefaultPack);
    static readonly EmbeddingOptions Cuda = new() { Provider = ExecutionProvider.Cuda, InteractiveThreads = 1 };

    [Fact]
    public async Task Each_device_gets_a_session_of_its_own_and_all_give_the_same_vectors()
    {
        var (devices, selection) = Load(Cuda with { Devices = "0, 2" }, new NumberedDevices(0, 1, 2));
        Assert.Equal(["cuda:0", "cuda:2"], devices.Select(device => device.Name));
        Assert.NotSame(devices[0].Bulk, devices[1].Bulk);
        Assert.All(devices, device => Assert.NotSame(device.Bulk, device.Interactive));
        Assert.Equal("The model runs on CUDA devices 0, 2 in fp32, in bulk batches of 64 at most, as configured.", selection.Reason);
        Assert.False(selection.IsFallback);

        await using var embedder = new Embedder(Pack, Cuda with { GpuBatchSize = 1, BulkRuns = 1 }, selection with { BatchSize = 1 }, devices, TimeProvider.System);
        await AssertAgreesAsync(embedder, 0.9999);
    }

    [Fact]
    public async Task Batches_of_a_GPU_that_are_not_full_give_the_same_vectors()
    {
        var options = Cuda with { GpuBatchSize = 7, InteractiveBatchSize = 5 };
        var (devices, selection) = Load(options, new NumberedDevices(0));
        Assert.Equal((7, 5), (devices[0].Bulk.MaxBatch, devices[0].Interactive.MaxBatch));
        await using var embedder = new Embedder(Pack, options, selection, devices, TimeProvider.System);
        // The twelve samples make a batch of seven and one of five.
        await AssertAgreesAsync(embedder, 0.9999);
        var sample = ReferenceSample.Read()[3];
        var alone = await embedder.EmbedPixelsAsync([sample.Pixels], EmbeddingPriority.Interactive, TestContext.Current.CancellationToken);
        Assert.InRange(ReferenceSample.Cosine(sample.Embedding, alone[0].VectorOrThrow()), 0.9999, 1.0001);
    }

    [Fact]
    public void Lanes_with_batches_of_one_size_share_the_session_of_a_GPU()
    {
        var (devices, _) = Load(Cuda with { GpuBatchSize = 8, InteractiveBatchSize = 8 }, new NumberedDevices(0));
        Assert.Same(devices[0].Bulk, devices[0].Interactive);
        Dispose(devices);
    }

    [Theory]
    [InlineData(3, 0, 8, 3)]
    [InlineData(3, 8, 8, 8)]
    [InlineData(8, 8, 8, 8)]
    [InlineData(1, 8, 1, 1)]
    public void A_run_has_the_fixed_size_as_far_as_its_buffer_reaches(int count, int fixedBatch, int capacity, int rows) =>
        Assert.Equal(rows, OnnxModel.Rows(count, fixedBatch, capacity));

    [Fact]
    public void A_device_that_is_not_there_is_left_out_with_its_reason()
    {
        var (devices, selection) = Load(Cuda with { Devices = "0,3" }, new NumberedDevices(0));
        Assert.Equal("cuda:0", Assert.Single(devices).Name);
        Assert.Equal(
            "The model runs on CUDA device 0 in fp32, in bulk batches of 64 at most, not as configured. CUDA device 3 is not usable: there is no such device.",
            selection.Reason);
        Dispose(devices);
    }

    [Fact]
    public void Without_any_device_the_CPU_takes_over_in_fp32_with_its_own_batch_size()
    {
        var (devices, selection) = Load(Cuda with { Devices = "4,5", Precision = ModelPrecision.Fp16, BulkBatchSize = 7 }, new NumberedDevices());
        Assert.Equal("cpu", Assert.Single(devices).Name);
        Assert.Equal((ExecutionProvider.Cpu, ModelPrecision.Fp32, 7), (selection.Running, selection.Precision, selection.BatchSize));
        Assert.Equal(
            "The model runs on the CPU in fp32, in bulk batches of 7 at most, not as configured. CUDA device 4 is not usable: there is no such device. "
            + "CUDA device 5 is not usable: there is no such device. Half precision is for GPUs, so the CPU runs fp32.",
            selection.Reason);
        Dispose(devices);
    }

    [Fact]
    public async Task Half_precision_agrees_with_the_reference()
    {
        var (devices, selection) = Load(Cuda with { Precision = ModelPrecision.Fp16, GpuBatchSize = 12 }, new NumberedDevices(0));
        Assert.Equal("The model runs on CUDA device 0 in fp16, in bulk batches of 12 at most, as configured.", selection.Reason);
        await using var embedder = new Embedder(Pack, Cuda, selection, devices, TimeProvider.System);
        await AssertAgreesAsync(embedder, 0.999);
    }

    [Fact]
    public void A_pack_without_an_fp16_graph_runs_in_fp32_and_says_how_to_make_one()
    {
        using var folder = new PackFolder();
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllBytes(Path.Combine(Repository.DefaultPack, "model.json")))!.AsObject();
        manifest.Remove("variants");
        File.WriteAllText(Path.Combine(folder.Path, "model.json"), manifest.ToJsonString());
        File.Copy(Path.Combine(Repository.DefaultPack, "model.onnx"), Path.Combine(folder.Path, "model.onnx"));
        var (devices, selection) = new ModelPlacement(
            ModelPack.Load(folder.Path), new EmbeddingOptions { Precision = ModelPrecision.Fp16, InteractiveThreads = 1 }, _ => throw new NotSupportedException()).Load();
        Assert.Equal(
            "The model runs on the CPU in fp32, in bulk batches of 16 at most, not as configured. The pack resnet50-fashion has no fp16 graph: make one with models/half_precision.py.",
            selection.Reason);
        Dispose(devices);
    }

    [Fact]
    public void The_half_precision_graph_is_small_because_its_weights_are_those_of_the_other()
    {
        Assert.NotNull(Pack.HalfPrecisionFile);
        Assert.InRange(new FileInfo(Pack.HalfPrecisionFile).Length, 1, 100_000);
    }

    static (IReadOnlyList<ModelDevice> Devices, ExecutionProviderSelection Selection) Load(EmbeddingOptions options, IDeviceProvider provider) =>
        new ModelPlacement(Pack, options, _ => provider).Load();

    static async Task AssertAgreesAsync(Embedder embedder, double least)
    {
        var samples = ReferenceSample.Read();
        var results = await embedder.EmbedPixelsAsync(
            [.. samples.Select(sample => new ReadOnlyMemory<byte>(sample.Pixels))], cancellation: TestContext.Current.CancellationToken);
        foreach (var (sample, result) in samples.Zip(results))
            Assert.InRange(ReferenceSample.Cosine(sample.Embedding, result.VectorOrThrow()), least, 1.0001);
    }

    static void Dispose(IReadOnlyList<ModelDevice> devices)
    {
        foreach (var device in devices)
            device.Dispose();
    }
}
