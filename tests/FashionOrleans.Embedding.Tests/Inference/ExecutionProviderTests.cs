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
            "The model runs on the CPU, because CUDA device 0 is not usable: this build carries the CPU flavour of ONNX Runtime; build with -p:Accelerator=cuda.",
            embedder.Provider.Reason);
        var sample = ReferenceSample.Read()[0];
        var result = (await embedder.EmbedPixelsAsync([sample.Pixels], cancellation: TestContext.Current.CancellationToken))[0];
        Assert.InRange(ReferenceSample.Cosine(sample.Embedding, result.VectorOrThrow()), 0.9999, 1.0001);
    }

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
        File.Copy(Path.Combine(Repository.DefaultPack, "model.onnx"), Path.Combine(folder.Path, "model.onnx"));
        var exception = Assert.Throws<ModelPackException>(() => Embedder.Load(ModelPack.Load(folder.Path), new EmbeddingOptions { InteractiveThreads = 1 }));
        Assert.Contains(message, exception.Message);
        Assert.Contains("model.json and model.onnx disagree", exception.Message);
    }
}
