using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>A provider whose devices are the CPU, as often as wanted: real sessions without a GPU.</summary>
/// <param name="numbers">The devices there are.</param>
sealed class NumberedDevices(params int[] numbers) : IDeviceProvider
{
    public void Append(SessionOptions options, int device)
    {
        if (!numbers.Contains(device))
            throw new ProviderUnavailableException("there is no such device");
    }
}
