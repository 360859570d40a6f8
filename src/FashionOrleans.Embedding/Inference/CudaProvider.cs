using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Embedding;

/// <summary>The CUDA provider that ONNX Runtime itself carries when it was built with it.</summary>
/// <param name="settings">The provider's settings for every device, by ONNX Runtime's names.</param>
sealed class CudaProvider(IReadOnlyDictionary<string, string> settings) : IDeviceProvider
{
    /// <summary>ONNX Runtime's name of the provider, built in or as a plug-in.</summary>
    public const string Name = "CUDAExecutionProvider";

    const string LibraryName = "libonnxruntime_providers_cuda.so";

    /// <summary>The provider that the options ask for: a plug-in library when they name one, else the one built in.</summary>
    /// <exception cref="ProviderUnavailableException">It cannot be used on this machine or in this build.</exception>
    public static IDeviceProvider Find(EmbeddingOptions options)
    {
        var settings = Settings(options);
        if (options.ProviderLibrary is { } library)
            return PluginProvider.Load(library, Name, settings);
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(Name))
            throw new ProviderUnavailableException("this build carries the CPU flavour of ONNX Runtime; build with -p:Accelerator=cuda, or name a provider library in ProviderLibrary");
        return new CudaProvider(settings);
    }

    public void Append(SessionOptions options, int device)
    {
        try
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(new Dictionary<string, string>(settings) { ["device_id"] = device.ToString(CultureInfo.InvariantCulture) });
            options.AppendExecutionProvider_CUDA(cuda);
        }
        catch (OnnxRuntimeException) when (WhyNotLoaded() is { } reason)
        {
            // ONNX Runtime wraps the reason in source lines, or leaves it out.
            throw new ProviderUnavailableException($"{LibraryName} cannot be loaded: {reason}");
        }
    }

    static Dictionary<string, string> Settings(EmbeddingOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            // Grow by what is needed, not by doubling: batches have a largest size, and silos share GPUs.
            ["arena_extend_strategy"] = "kSameAsRequested",
            // An exhaustive search would run again for every new batch size.
            ["cudnn_conv_algo_search"] = "HEURISTIC",
        };
        if (options.GpuMemoryLimit is { } limit)
            settings["gpu_mem_limit"] = limit.ToString(CultureInfo.InvariantCulture);
        return settings;
    }

    /// <summary>What the system's loader says of the provider's library: the name of the library that it misses, as a rule.</summary>
    static string? WhyNotLoaded()
    {
        var folders = ((string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? AppContext.BaseDirectory).Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, LibraryName)).FirstOrDefault(File.Exists) is { } file ? LoaderMessage.WhyNot(file) : null;
    }
}
