namespace FashionOrleans.Embedding;

/// <summary>How an <see cref="Embedder"/> uses the machine. The defaults come from the measurements in <c>docs/embedding.md</c>.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>Where the model runs; falls back to the CPU, with a reason, when CUDA is not to be had.</summary>
    /// <value>Default: <see cref="ExecutionProvider.Cpu"/>.</value>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Cpu;

    /// <summary>Number of the GPU, for <see cref="ExecutionProvider.Cuda"/>.</summary>
    /// <value>0 or more. Default: 0.</value>
    public int DeviceId { get; init; }

    /// <summary>Threads that work together on one interactive batch.</summary>
    /// <value>1 to 256. Default: the processors, at most 4. With 1 both lanes share one session and its weights are held once.</value>
    public int InteractiveThreads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Pictures in one interactive batch at most.</summary>
    /// <value>1 to 1,024. Default: 8.</value>
    public int InteractiveBatchSize { get; init; } = 8;

    /// <summary>Bulk batches that run at the same time, one thread each. On CUDA two at most.</summary>
    /// <value>1 to 256. Default: the processors, at most 16.</value>
    public int BulkRuns { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 16);

    /// <summary>Pictures in one bulk batch at most.</summary>
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

    /// <summary>Interactive pictures accepted and not yet answered at most; beyond that requests are refused as overloaded.</summary>
    /// <value>1 to 1,000,000. Default: 256.</value>
    public int InteractiveQueueCapacity { get; init; } = 256;

    /// <summary>Bulk pictures accepted and not yet answered at most; beyond that requests are refused as overloaded.</summary>
    /// <value>1 to 1,000,000. Default: 4,096.</value>
    public int BulkQueueCapacity { get; init; } = 4_096;

    /// <summary>What pictures are refused before they are decoded.</summary>
    public PictureLimits Limits { get; init; } = new();

    /// <summary>One sentence for each wrong value, naming the option, the value and what is allowed; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Provider))
            yield return $"{nameof(Provider)} is {Provider}; it must be cpu or cuda.";
        foreach (var problem in OptionRange.Check(nameof(DeviceId), DeviceId, 0, 1_023)
            .Concat(OptionRange.Check(nameof(InteractiveThreads), InteractiveThreads, 1, 256))
            .Concat(OptionRange.Check(nameof(InteractiveBatchSize), InteractiveBatchSize, 1, 1_024))
            .Concat(OptionRange.Check(nameof(BulkRuns), BulkRuns, 1, 256))
            .Concat(OptionRange.Check(nameof(BulkBatchSize), BulkBatchSize, 1, 1_024))
            .Concat(OptionRange.Check(nameof(DecodeWorkers), DecodeWorkers, 1, 256))
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
