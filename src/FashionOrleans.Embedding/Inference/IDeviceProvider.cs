using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Embedding;

/// <summary>Puts sessions on the devices of an execution provider.</summary>
interface IDeviceProvider
{
    /// <summary>Makes the session run on a device.</summary>
    /// <param name="options">The session's options.</param>
    /// <param name="device">Number of the device.</param>
    /// <exception cref="OnnxRuntimeException">The provider refuses.</exception>
    /// <exception cref="ProviderUnavailableException">The device is not there.</exception>
    void Append(SessionOptions options, int device);
}
