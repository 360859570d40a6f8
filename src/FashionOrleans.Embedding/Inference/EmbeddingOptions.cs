using System.Globalization;

namespace FashionOrleans.Embedding;

/// <summary>How an <see cref="Embedder"/> uses the machine. The defaults come from the measurements in <c>docs/embedding.md</c>.</summary>
public sealed record EmbeddingOptions
{
    const int MaxDevice = 1_023;
    const long LeastGpuMemory = 1 << 26;
    const long MostGpuMemory = 1L << 40;

    /// <summary>Where the model runs; falls back to the CPU, with a reason, when CUDA is not to be had.</summary>
    /// <value>Default: <see cref="ExecutionProvider.Cpu"/>.</value>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Cpu;

    /// <summary>Numbers of the GPUs for <see cref="ExecutionProvider.Cuda"/>, separated by commas; one session a lane each, and a batch goes to whichever is free.</summary>
    /// <value>Numbers from 0 to 1,023, each once. Default: 0.</value>
    public string Devices { get; init; } = "0";

    /// <summary>The arithmetic of the model. A pack without an fp16 graph runs in fp32; so does a GPU's stand-in, the CPU.</summary>
    /// <value>Default: <see cref="ModelPrecision.Fp32"/>.</value>
    public ModelPrecision Precision { get; init; } = ModelPrecision.Fp32;

    /// <summary>Memory that the CUDA provider may take on each GPU for a model's weights and layers, in bytes, shared by the lanes; cuDNN and CUDA itself need some beside it.</summary>
    /// <value>2^26 (64 MB) to 2^40 (1 TB). Default: none, all there is.</value>
    public long? GpuMemoryLimit { get; init; }

    /// <summary>Pictures in one bulk batch on CUDA, where <see cref="BulkBatchSize"/> does not count. A run there takes as long with fewer.</summary>
    /// <value>1 to 1,024. Default: 64.</value>
    public int GpuBatchSize { get; init; } = 64;

    /// <summary>Path of a library that holds the CUDA provider as a plug-in, for a build with the CPU flavour of ONNX Runtime.</summary>
    /// <value>Default: none, the provider that ONNX Runtime was built with.</value>
    public string? ProviderLibrary { get; init; }

    /// <summary>Threads that work together on one interactive batch.</summary>
    /// <value>1 to 256. Default: the processors, at most 4. With 1 both lanes share one session and its weights are held once.</value>
    public int InteractiveThreads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Pictures in one interactive batch at most.</summary>
    /// <value>1 to 1,024. Default: 8.</value>
    public int InteractiveBatchSize { get; init; } = 8;

    /// <summary>Bulk batches that run at the same time, one thread each. On CUDA two at most for each device: one is copied while the other runs.</summary>
    /// <value>1 to 256. Default: the processors, at most 16.</value>
    public int BulkRuns { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 16);

    /// <summary>Pictures in one bulk batch at most, on the CPU.</summary>
    /// <value>1 to 1,024. Default: 16.</value>
    public int BulkBatchSize { get; init; } = 16;

    /// <summary>
    /// How long decoded bulk pictures wait for others that are already queued, to fill a batch. When no other is queued they
    /// do not wait, and interactive pictures never do.
    /// </summary>
    /// <value>Zero to one minute. Default: 50 milliseconds.</value>
    public TimeSpan BulkBatchWait { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Pictures decoded at the same time.</summary>
    /// <value>1 to 256. Default: the processors, at most 16.</value>
    public int DecodeWorkers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 16);

    /// <summary>
    /// Bulk batches decoded ahead for each run at most. It keeps a GPU from waiting for pictures, and bounds their memory: a decoded
    /// picture takes 12 bytes for each of its pixels.
    /// </summary>
    /// <value>1 to 64. Default: 2, one to run next and one that is being decoded.</value>
    public int BatchesAhead { get; init; } = 2;

    /// <summary>Interactive pictures accepted and not yet answered at most; beyond that requests are refused as overloaded.</summary>
    /// <value>1 to 1,000,000. Default: 256.</value>
    public int InteractiveQueueCapacity { get; init; } = 256;

    /// <summary>Bulk pictures accepted and not yet answered at most; beyond that requests are refused as overloaded.</summary>
    /// <value>1 to 1,000,000. Default: 4,096.</value>
    public int BulkQueueCapacity { get; init; } = 4_096;

    /// <summary>What pictures are refused before they are decoded.</summary>
    public PictureLimits Limits { get; init; } = new();

    /// <summary>The numbers in <see cref="Devices"/>, in that order; empty when they are not valid.</summary>
    public IReadOnlyList<int> DeviceList
    {
        get
        {
            var numbers = new List<int>();
            foreach (var text in Devices?.Split(',', StringSplitOptions.TrimEntries) ?? [])
            {
                if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MaxDevice || numbers.Contains(number))
                    return [];
                numbers.Add(number);
            }
            return numbers;
        }
    }

    /// <summary>One sentence for each wrong value, naming the option, the value and what is allowed; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Provider))
            yield return $"{nameof(Provider)} is {Provider}; it must be cpu or cuda.";
        if (DeviceList.Count == 0)
            yield return $"{nameof(Devices)} is \"{Devices}\"; it must be numbers of GPUs from 0 to {MaxDevice}, separated by commas, each once.";
        if (!Enum.IsDefined(Precision))
            yield return $"{nameof(Precision)} is {Precision}; it must be fp32 or fp16.";
        if (ProviderLibrary is not null && string.IsNullOrWhiteSpace(ProviderLibrary))
            yield return $"{nameof(ProviderLibrary)} is empty; it must be the path of a library, or not set.";
        foreach (var problem in OptionRange.Check(nameof(InteractiveThreads), InteractiveThreads, 1, 256)
            .Concat(OptionRange.Check(nameof(GpuMemoryLimit), GpuMemoryLimit ?? LeastGpuMemory, LeastGpuMemory, MostGpuMemory))
            .Concat(OptionRange.Check(nameof(GpuBatchSize), GpuBatchSize, 1, 1_024))
            .Concat(OptionRange.Check(nameof(InteractiveBatchSize), InteractiveBatchSize, 1, 1_024))
            .Concat(OptionRange.Check(nameof(BulkRuns), BulkRuns, 1, 256))
            .Concat(OptionRange.Check(nameof(BulkBatchSize), BulkBatchSize, 1, 1_024))
            .Concat(OptionRange.Check(nameof(DecodeWorkers), DecodeWorkers, 1, 256))
            .Concat(OptionRange.Check(nameof(BatchesAhead), BatchesAhead, 1, 64))
            .Concat(OptionRange.Check(nameof(InteractiveQueueCapacity), InteractiveQueueCapacity, 1, 1_000_000))
            .Concat(OptionRange.Check(nameof(BulkQueueCapacity), BulkQueueCapacity, 1, 1_000_000))
            .Concat(Limits.Problems().Select(problem => $"{nameof(Limits)}.{problem}")))
        {
            yield return problem;
        }
        if (BulkBatchWait < TimeSpan.Zero || BulkBatchWait > TimeSpan.FromMinutes(1))
            yield return $"{nameof(BulkBatchWait)} is {BulkBatchWait}; it must be from 00:00:00 to 00:01:00.";
    }
}
