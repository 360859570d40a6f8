using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Embedding;

/// <summary>Which execution provider was asked for, which one runs, and why it is another one; for the log at start.</summary>
/// <param name="Requested">The provider in the options.</param>
/// <param name="Running">The provider that runs the model.</param>
/// <param name="Reason">A sentence: what runs, and when it is not what was asked for, why.</param>
public sealed record ExecutionProviderSelection(ExecutionProvider Requested, ExecutionProvider Running, string Reason)
{
    const string CudaProviderName = "CUDAExecutionProvider";

    /// <summary>Whether another provider runs than the one asked for.</summary>
    public bool IsFallback => Requested != Running;

    /// <summary>
    /// Opens the model on the provider asked for; when that fails on CUDA for whatever reason (a CPU build, no driver, no
    /// device, a missing library), on the CPU.
    /// </summary>
    /// <param name="options">Provider and device.</param>
    /// <param name="open">Opens the session with the given options; called again without CUDA when it fails with it.</param>
    internal static (InferenceSession Session, ExecutionProviderSelection Selection) Open(EmbeddingOptions options, Func<Action<SessionOptions>, InferenceSession> open)
    {
        if (options.Provider == ExecutionProvider.Cpu)
            return (open(_ => { }), new ExecutionProviderSelection(ExecutionProvider.Cpu, ExecutionProvider.Cpu, "The model runs on the CPU, as configured."));
        string reason;
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(CudaProviderName))
        {
            reason = "this build carries the CPU flavour of ONNX Runtime; build with -p:Accelerator=cuda";
        }
        else
        {
            try
            {
                var session = open(sessionOptions => AppendCuda(sessionOptions, options.DeviceId));
                return (session, new ExecutionProviderSelection(options.Provider, ExecutionProvider.Cuda, $"The model runs on CUDA device {options.DeviceId}, as configured."));
            }
            catch (OnnxRuntimeException exception)
            {
                reason = exception.Message;
            }
        }
        return (open(_ => { }), new ExecutionProviderSelection(options.Provider, ExecutionProvider.Cpu, $"The model runs on the CPU, because CUDA device {options.DeviceId} is not usable: {reason}."));
    }

    static void AppendCuda(SessionOptions sessionOptions, int deviceId)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>
        {
            ["device_id"] = deviceId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            // Grow by what is needed, not by doubling: batches have a largest size, and silos share GPUs.
            ["arena_extend_strategy"] = "kSameAsRequested",
            // An exhaustive search would run again for every new batch size.
            ["cudnn_conv_algo_search"] = "HEURISTIC",
        });
        sessionOptions.AppendExecutionProvider_CUDA(cuda);
    }
}
