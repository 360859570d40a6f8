namespace FashionOrleans.Embedding;

/// <summary>Where and how a model runs, beside what was asked for; for the log at start.</summary>
/// <param name="Requested">The provider in the options.</param>
/// <param name="Running">The provider that runs the model.</param>
/// <param name="Devices">Numbers of the devices that run it, one session each; empty on the CPU.</param>
/// <param name="Precision">The arithmetic that it runs in.</param>
/// <param name="BatchSize">Pictures in one bulk batch at most.</param>
/// <param name="Shortfalls">One sentence for each thing that was asked for and is not to be had, with the reason; empty when all is as configured.</param>
public sealed record ExecutionProviderSelection(
    ExecutionProvider Requested, ExecutionProvider Running, IReadOnlyList<int> Devices, ModelPrecision Precision, int BatchSize, IReadOnlyList<string> Shortfalls)
{
    /// <summary>Whether something else runs than what was asked for.</summary>
    public bool IsFallback => Shortfalls.Count > 0;

    /// <summary>What runs, in a sentence, and then why it is not what was asked for, in a sentence each.</summary>
    public string Reason => IsFallback ? $"{Summary}, not as configured. {string.Join(' ', Shortfalls)}" : $"{Summary}, as configured.";

    string Summary =>
        $"The model runs on {Where} in {Precision.ToString().ToLowerInvariant()}, in bulk batches of {BatchSize} at most";

    string Where => Running == ExecutionProvider.Cpu
        ? "the CPU"
        : $"CUDA {(Devices.Count == 1 ? "device" : "devices")} {string.Join(", ", Devices)}";
}
