using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Embedding;

/// <summary>An execution provider in a shared library of its own, which ONNX Runtime loads at run time, also where it was built without it.</summary>
sealed class PluginProvider : IDeviceProvider
{
    const string LibraryPathKey = "library_path";

    // As many devices as a process can see have a place in their provider's list; where the provider numbers them itself, its numbers hold.
    static readonly string[] DeviceNumberKeys = ["device_id", "cuda_device_id"];

    // ONNX Runtime holds registered libraries for the life of the process; so does this, not to register one twice.
    static readonly Lock Registering = new();

    readonly string _library;
    readonly IReadOnlyDictionary<string, string> _settings;
    readonly IReadOnlyList<OrtEpDevice> _devices;

    PluginProvider(string library, IReadOnlyList<OrtEpDevice> devices, IReadOnlyDictionary<string, string> settings)
    {
        _library = library;
        _devices = devices;
        _settings = settings;
    }

    /// <summary>Loads the library, once a process, and finds the devices that it can use.</summary>
    /// <param name="library">Path of the library.</param>
    /// <param name="name">Name of the provider.</param>
    /// <param name="settings">Its settings for every device, by ONNX Runtime's names.</param>
    /// <exception cref="ProviderUnavailableException">There is no such file, it is no provider library, it needs what is not there, or it finds no device.</exception>
    public static PluginProvider Load(string library, string name, IReadOnlyDictionary<string, string> settings)
    {
        library = Path.GetFullPath(library);
        if (!File.Exists(library))
            throw new ProviderUnavailableException($"there is no {library}; name the provider's library in ProviderLibrary, as libonnxruntime_providers_cuda.so with its path");
        lock (Registering)
        {
            if (!Devices(library).Any())
                Register(library);
        }
        var devices = Devices(library).Where(device => device.EpName == name).ToArray();
        return devices.Length > 0
            ? new PluginProvider(library, devices, settings)
            : throw new ProviderUnavailableException($"{library} finds no device for {name} on this machine; see that the driver is installed and that the process may see the GPU");
    }

    public void Append(SessionOptions options, int device)
    {
        if (_devices.Where((known, place) => Number(known, place) == device).FirstOrDefault() is not { } found)
        {
            var numbers = string.Join(", ", _devices.Select(Number));
            throw new ProviderUnavailableException($"{Path.GetFileName(_library)} knows no device of this number, only {numbers}");
        }
        options.AppendExecutionProvider(OrtEnv.Instance(), [found], _settings);
    }

    static void Register(string library)
    {
        try
        {
            OrtEnv.Instance().RegisterExecutionProviderLibrary(library, library);
        }
        catch (OnnxRuntimeException exception) when (exception.Message.Contains("already registered", StringComparison.Ordinal))
        {
            // It was, and found no device then either.
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ProviderUnavailableException(LoaderMessage.WhyNot(library) is { } reason
                ? $"{library} cannot be loaded: {reason}"
                : $"{library} is no provider library of ONNX Runtime: {exception.Message.TrimEnd('.')}");
        }
    }

    static IEnumerable<OrtEpDevice> Devices(string library) =>
        OrtEnv.Instance().GetEpDevices().Where(device => device.EpMetadata.Entries.TryGetValue(LibraryPathKey, out var path) && path == library);

    static int Number(OrtEpDevice device, int place)
    {
        foreach (var key in DeviceNumberKeys)
        {
            if ((device.EpOptions.Entries.TryGetValue(key, out var text) || device.EpMetadata.Entries.TryGetValue(key, out text))
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }
        return place;
    }
}
