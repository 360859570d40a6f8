using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Embedding;

/// <summary>One ONNX Runtime session of a model pack.</summary>
sealed class OnnxModel : IBatchModel
{
    readonly InferenceSession _session;
    readonly RunOptions _runOptions = new();
    readonly ModelPack _pack;
    readonly string[] _inputNames;
    readonly string[] _outputNames;

    OnnxModel(ModelPack pack, InferenceSession session)
    {
        _pack = pack;
        _session = session;
        _inputNames = [pack.Input.Name];
        // Asking for one output by name leaves the others of the graph uncomputed.
        _outputNames = [pack.Output.Name];
        MaxBatch = OnnxSignature.Check(pack, session);
    }

    public int MaxBatch { get; }

    /// <param name="pack">The model.</param>
    /// <param name="options">Provider and device.</param>
    /// <param name="threads">Threads that share the work of one run.</param>
    /// <exception cref="ModelPackException">The graph cannot be loaded, or has not the input and output of the manifest.</exception>
    public static (OnnxModel Model, ExecutionProviderSelection Provider) Open(ModelPack pack, EmbeddingOptions options, int threads)
    {
        InferenceSession? session = null;
        try
        {
            (session, var provider) = ExecutionProviderSelection.Open(options, append => Open(pack, threads, append));
            var model = new OnnxModel(pack, session);
            session = null;
            return (model, provider);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelPackException($"{pack.ModelFile} cannot be loaded by ONNX Runtime: {exception.Message}", exception);
        }
        finally
        {
            session?.Dispose();
        }
    }

    public void Run(Memory<float> tensors, int count, Span<float> outputs)
    {
        var input = _pack.Input;
        long[] shape = input.Layout == TensorLayout.Nchw
            ? [count, ModelInput.ChannelCount, input.Height, input.Width]
            : [count, input.Height, input.Width, ModelInput.ChannelCount];
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, tensors[..(count * input.Length)], shape);
        using var results = _session.Run(_runOptions, _inputNames, [tensor], _outputNames);
        results[0].GetTensorDataAsSpan<float>().CopyTo(outputs);
    }

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    static InferenceSession Open(ModelPack pack, int threads, Action<SessionOptions> appendProvider)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // A pattern is kept for every batch size ever seen; without them memory stays lower and speed the same.
            EnableMemoryPattern = false,
        };
        // Long enough to bridge the gaps between the layers of one run (as fast as spinning without end), short enough that a
        // finished run leaves the processors to others.
        options.AddSessionConfigEntry("session.intra_op.spin_duration_us", "50");
        appendProvider(options);
        return new InferenceSession(pack.ModelFile, options);
    }
}
