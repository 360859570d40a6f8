using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Embedding;

/// <summary>The CUDA provider that ONNX Runtime itself carries when it was built with it.</summary>
/// <param name="settings">The provider's settings for every device, by ONNX Runtime's names.</param>
sealed partial class CudaProvider(IReadOnlyDictionary<string, string> settings) : IDeviceProvider
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
        catch (OnnxRuntimeException exception) when (DevicesOf(exception.Message) is { } count)
        {
            throw new ProviderUnavailableException(count == 1 ? "this machine has one, device 0" : $"this machine has {count}, devices 0 to {count - 1}");
        }
    }

    /// <summary>How many devices there are, when a message of ONNX Runtime says that a device's number is too high; otherwise null.</summary>
    internal static int? DevicesOf(string message) =>
        WrongDevice().Match(message) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var count) ? count : null;

    internal static Dictionary<string, string> Settings(EmbeddingOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            // Grow by what is needed, not by doubling: batches have a largest size, and silos share GPUs.
            ["arena_extend_strategy"] = "kSameAsRequested",
            // An exhaustive search would run again for every new batch size.
            ["cudnn_conv_algo_search"] = "HEURISTIC",
        };
        // The layout that tensor cores read: a tenth to a fifth faster in half precision.
        if (options.Precision == ModelPrecision.Fp16)
            settings["prefer_nhwc"] = "1";
        if (options.GpuMemoryLimit is { } limit)
            settings["gpu_mem_limit"] = (limit / ModelPlacement.SessionsOnGpu(options)).ToString(CultureInfo.InvariantCulture);
        return settings;
    }

    /// <summary>What the system's loader says of the provider's library: the name of the library that it misses, as a rule.</summary>
    static string? WhyNotLoaded()
    {
        var folders = ((string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? AppContext.BaseDirectory).Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, LibraryName)).FirstOrDefault(File.Exists) is { } file ? LoaderMessage.WhyNot(file) : null;
    }

    [GeneratedRegex(@"Invalid device ID: \d+, must be between 0 \(inclusive\) and (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex WrongDevice();
}
