using FashionOrleans.Embedding;

namespace FashionOrleans.Benchmarks.Embedding;

/// <summary>The options of a bench that say where a model runs.</summary>
static class DeviceArguments
{
    /// <summary>Their names.</summary>
    public static readonly string[] Names = ["--provider", "--devices", "--precision", "--library", "--gpu-megabytes"];

    /// <summary>The embedder's options that they mean.</summary>
    /// <exception cref="ArgumentException">A wrong value.</exception>
    public static EmbeddingOptions Read(BenchArguments arguments)
    {
        var options = new EmbeddingOptions
        {
            Provider = Word<ExecutionProvider>(arguments, "--provider", "cpu"),
            Devices = arguments.Text("--devices", "0"),
            Precision = Word<ModelPrecision>(arguments, "--precision", "fp32"),
            ProviderLibrary = arguments.Text("--library", "") is { Length: > 0 } library ? library : null,
            GpuMemoryLimit = arguments.Text("--gpu-megabytes", "") is { Length: > 0 } ? 1_000_000L * arguments.Number("--gpu-megabytes", 1) : null,
        };
        return options.Problems().FirstOrDefault() is { } problem ? throw new ArgumentException(problem) : options;
    }

    static T Word<T>(BenchArguments arguments, string name, string whenAbsent)
        where T : struct, Enum
    {
        var text = arguments.Text(name, whenAbsent);
        return Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(text, ignoreCase: true)
            : throw new ArgumentException($"{name} is \"{text}\"; it must be {string.Join(" or ", Enum.GetNames<T>().Select(word => word.ToLowerInvariant()))}.");
    }
}
