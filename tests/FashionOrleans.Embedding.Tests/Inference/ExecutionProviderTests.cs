using FashionOrleans.Embedding.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Embedding.Tests.Inference;

public class ExecutionProviderTests
{
    [Fact]
    public async Task Without_CUDA_the_model_runs_on_the_CPU_and_says_why()
    {
        if (OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
            Assert.Skip("This build carries the CUDA flavour of ONNX Runtime.");
        await using var embedder = Embedder.Load(ModelPack.Load(Repository.DefaultPack), new EmbeddingOptions { Provider = ExecutionProvider.Cuda, InteractiveThreads = 1 });
        Assert.Equal((ExecutionProvider.Cuda, ExecutionProvider.Cpu, true), (embedder.Provider.Requested, embedder.Provider.Running, embedder.Provider.IsFallback));
        Assert.Equal(
            "The model runs on the CPU in fp32, in bulk batches of 16 at most, not as configured. CUDA is not usable: this build carries the CPU flavour of "
            + "ONNX Runtime; build with -p:Accelerator=cuda, or name a provider library in ProviderLibrary.",
            embedder.Provider.Reason);
        var sample = ReferenceSample.Read()[0];
        var result = (await embedder.EmbedPixelsAsync([sample.Pixels], cancellation: TestContext.Current.CancellationToken))[0];
        Assert.InRange(ReferenceSample.Cosine(sample.Embedding, result.VectorOrThrow()), 0.9999, 1.0001);
    }

    [Fact]
    public async Task A_CUDA_build_without_a_GPU_runs_on_the_CPU_and_names_what_is_missing()
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
            Assert.Skip("This build carries the CPU flavour of ONNX Runtime.");
        await using var embedder = Embedder.Load(ModelPack.Load(Repository.DefaultPack), new EmbeddingOptions { Provider = ExecutionProvider.Cuda, InteractiveThreads = 1 });
        Assert.SkipWhen(embedder.Provider.Running == ExecutionProvider.Cuda, "There is a GPU.");
        Assert.Contains("CUDA device 0 is not usable: ", embedder.Provider.Reason);
        Assert.DoesNotContain('\n', embedder.Provider.Reason);
        TestContext.Current.TestOutputHelper!.WriteLine(embedder.Provider.Reason);
    }

    [Fact]
    public void A_provider_library_that_is_not_there_is_named() =>
        Assert.StartsWith("there is no ", WhyNot(Path.Combine(Path.GetTempPath(), "none", "libnone.so")));

    [Fact]
    public void A_provider_library_that_is_no_library_is_named_with_what_the_loader_says()
    {
        using var folder = new PackFolder();
        var file = Path.Combine(folder.Path, "text.so");
        File.WriteAllText(file, "no library");
        Assert.StartsWith($"{file} cannot be loaded: ", WhyNot(file));
    }

    [Fact]
    public void A_library_that_holds_no_provider_is_named()
    {
        var folders = ((string)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES")!).Split(Path.PathSeparator);
        var file = folders.Select(folder => Path.Combine(folder, "libonnxruntime_providers_shared.so")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(file is null, "This platform's ONNX Runtime has no libonnxruntime_providers_shared.so.");
        Assert.StartsWith($"{file} is no provider library of ONNX Runtime: ", WhyNot(file));
    }

    [Fact]
    public async Task A_provider_library_that_cannot_be_used_leaves_the_model_on_the_CPU()
    {
        var options = new EmbeddingOptions { Provider = ExecutionProvider.Cuda, ProviderLibrary = "none.so", InteractiveThreads = 1 };
        await using var embedder = Embedder.Load(ModelPack.Load(Repository.DefaultPack), options);
        Assert.Equal(ExecutionProvider.Cpu, embedder.Provider.Running);
        Assert.Contains("CUDA is not usable: there is no ", embedder.Provider.Reason);
    }

    [Fact]
    public void The_sessions_of_a_GPU_share_its_memory_limit()
    {
        var options = new EmbeddingOptions { GpuMemoryLimit = 1_000_000_000, GpuBatchSize = 64, InteractiveBatchSize = 8 };
        Assert.Equal("500000000", CudaProvider.Settings(options)["gpu_mem_limit"]);
        Assert.Equal("1000000000", CudaProvider.Settings(options with { GpuBatchSize = 8 })["gpu_mem_limit"]);
        Assert.False(CudaProvider.Settings(new EmbeddingOptions()).ContainsKey("gpu_mem_limit"));
    }

    [Fact]
    public void Half_precision_asks_for_the_layout_of_tensor_cores()
    {
        Assert.Equal("1", CudaProvider.Settings(new EmbeddingOptions { Precision = ModelPrecision.Fp16 })["prefer_nhwc"]);
        Assert.False(CudaProvider.Settings(new EmbeddingOptions()).ContainsKey("prefer_nhwc"));
    }

    [Theory]
    [InlineData("Failed to parse provider option \"device_id\": cuda_execution_provider_info.cc:71 operator() Invalid device ID: 1, must be between 0 (inclusive) and 1 (exclusive).", 1)]
    [InlineData("Invalid device ID: 12, must be between 0 (inclusive) and 8 (exclusive).", 8)]
    [InlineData("CUDA failure 2: out of memory", null)]
    public void The_number_of_devices_is_read_from_what_ONNX_Runtime_says_of_a_wrong_one(string message, int? count) =>
        Assert.Equal(count, CudaProvider.DevicesOf(message));

    static string WhyNot(string library) => Assert.Throws<ProviderUnavailableException>(
        () => CudaProvider.Find(new EmbeddingOptions { Provider = ExecutionProvider.Cuda, ProviderLibrary = library })).Message;

    [Theory]
    [InlineData("\"name\": \"input\"", "\"name\": \"data\"", "\"input.name\" is \"data\", but the graph has \"input\"")]
    [InlineData("\"width\": 60", "\"width\": 64", "input \"input\" has the shape [any, 3, 80, 60], the manifest says [batch, 3, 80, 64]")]
    [InlineData("\"layout\": \"NCHW\"", "\"layout\": \"NHWC\"", "the manifest says [batch, 80, 60, 3]")]
    [InlineData("\"name\": \"embedding\"", "\"name\": \"features\"", "\"output.name\" is \"features\", but the graph has \"embedding\"")]
    [InlineData("\"dimension\": 2048", "\"dimension\": 1024", "output \"embedding\" has the shape [any, 2048], the manifest says a dimension of 1024")]
    public void A_manifest_that_disagrees_with_its_graph_is_refused_at_load(string text, string replacement, string message)
    {
        using var folder = new PackFolder();
        var manifest = File.ReadAllText(Path.Combine(Repository.DefaultPack, "model.json"));
        Assert.Contains(text, manifest);
        File.WriteAllText(Path.Combine(folder.Path, "model.json"), manifest.Replace(text, replacement, StringComparison.Ordinal));
        foreach (var graph in new[] { "model.onnx", "model.fp16.onnx" })
            File.Copy(Path.Combine(Repository.DefaultPack, graph), Path.Combine(folder.Path, graph));
        var exception = Assert.Throws<ModelPackException>(() => Embedder.Load(ModelPack.Load(folder.Path), new EmbeddingOptions { InteractiveThreads = 1 }));
        Assert.Contains(message, exception.Message);
        Assert.Contains("model.json and model.onnx disagree", exception.Message);
    }
}
