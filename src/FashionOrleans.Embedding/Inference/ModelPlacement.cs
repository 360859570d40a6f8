using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Embedding;

/// <summary>
/// Loads a model where the options want it: a session for each lane and GPU, or the CPU. A GPU that cannot be used is left out, and when none
/// can (a CPU build, no driver, no device, a missing library) the CPU takes over; each time the reason is kept.
/// </summary>
/// <param name="pack">The model.</param>
/// <param name="options">Provider, devices, precision.</param>
/// <param name="findProvider">Finds the provider of GPUs that the options ask for.</param>
sealed class ModelPlacement(ModelPack pack, EmbeddingOptions options, Func<EmbeddingOptions, IDeviceProvider> findProvider)
{
    readonly List<string> _shortfalls = [];

    /// <summary>Sessions of a model on each GPU: one a lane, unless the lanes' batches have the same size.</summary>
    public static int SessionsOnGpu(EmbeddingOptions options) => options.GpuBatchSize == options.InteractiveBatchSize ? 1 : 2;

    /// <summary>Loads the sessions.</summary>
    /// <returns>One device or more, and what was chosen.</returns>
    /// <exception cref="ModelPackException">The graph cannot be loaded on the CPU either, or disagrees with its manifest.</exception>
    public (IReadOnlyList<ModelDevice> Devices, ExecutionProviderSelection Selection) Load()
    {
        var onGpu = options.Provider == ExecutionProvider.Cuda ? LoadOnGpus() : [];
        if (onGpu.Count > 0)
        {
            return ([.. onGpu.Select(gpu => gpu.Device)], new ExecutionProviderSelection(
                options.Provider, ExecutionProvider.Cuda, [.. onGpu.Select(gpu => gpu.Number)], ChoosePrecision(), options.GpuBatchSize, _shortfalls));
        }
        // ONNX Runtime computes float16 layers in float32 on a processor, so there is nothing to gain. Only who asks for it on the CPU gets it there.
        var precision = options.Provider == ExecutionProvider.Cpu ? ChoosePrecision() : ModelPrecision.Fp32;
        if (options is { Provider: ExecutionProvider.Cuda, Precision: ModelPrecision.Fp16 })
            _shortfalls.Add("Half precision is for GPUs, so the CPU runs fp32.");
        return ([LoadOnCpu(precision)], new ExecutionProviderSelection(
            options.Provider, ExecutionProvider.Cpu, [], precision, options.BulkBatchSize, _shortfalls));
    }

    List<(int Number, ModelDevice Device)> LoadOnGpus()
    {
        var loaded = new List<(int, ModelDevice)>();
        try
        {
            var provider = findProvider(options);
            foreach (var number in options.DeviceList)
            {
                if (TryLoadOnGpu(provider, number) is { } device)
                    loaded.Add((number, device));
            }
            return loaded;
        }
        catch (ProviderUnavailableException exception)
        {
            _shortfalls.Add($"CUDA is not usable: {exception.Message}.");
            return loaded;
        }
        catch
        {
            foreach (var (_, device) in loaded)
                device.Dispose();
            throw;
        }
    }

    ModelDevice? TryLoadOnGpu(IDeviceProvider provider, int number)
    {
        try
        {
            var interactive = OpenOnGpu(provider, number, options.InteractiveBatchSize);
            try
            {
                var bulk = SessionsOnGpu(options) == 1 ? interactive : OpenOnGpu(provider, number, options.GpuBatchSize);
                return new ModelDevice(string.Create(CultureInfo.InvariantCulture, $"cuda:{number}"), interactive, bulk);
            }
            catch
            {
                interactive.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is ProviderUnavailableException or OnnxRuntimeException)
        {
            _shortfalls.Add($"CUDA device {number} is not usable: {exception.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}.");
            return null;
        }
    }

    // On CUDA ONNX Runtime plans every convolution anew whenever a session's batch has another size than the one before, which takes far longer
    // than the batch. So each lane has a session of its own, whose batches all have the same size.
    OnnxModel OpenOnGpu(IDeviceProvider provider, int number, int batchSize) =>
        OnnxModel.Open(pack, GraphFile(PossiblePrecision), options.InteractiveThreads, session => provider.Append(session, number), batchSize);

    ModelDevice LoadOnCpu(ModelPrecision precision)
    {
        var file = GraphFile(precision);
        try
        {
            var interactive = OnnxModel.Open(pack, file, options.InteractiveThreads, _ => { });
            try
            {
                // One thread a run is what the bulk lane wants anyway.
                return new ModelDevice("cpu", interactive, options.InteractiveThreads == 1 ? interactive : OnnxModel.Open(pack, file, threads: 1, _ => { }));
            }
            catch
            {
                interactive.Dispose();
                throw;
            }
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelPackException($"{file} cannot be loaded by ONNX Runtime: {exception.Message}", exception);
        }
    }

    ModelPrecision PossiblePrecision => pack.HalfPrecisionFile is null ? ModelPrecision.Fp32 : options.Precision;

    ModelPrecision ChoosePrecision()
    {
        if (PossiblePrecision != options.Precision)
            _shortfalls.Add($"The pack {pack.Name} has no fp16 graph: make one with models/half_precision.py.");
        return PossiblePrecision;
    }

    string GraphFile(ModelPrecision precision) => precision == ModelPrecision.Fp16 ? pack.HalfPrecisionFile! : pack.ModelFile;
}
