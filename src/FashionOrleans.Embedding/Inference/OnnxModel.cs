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
    /// <param name="graphFile">The pack's ONNX file, or its half-precision variant.</param>
    /// <param name="threads">Threads that share the work of one run on the CPU.</param>
    /// <param name="appendProvider">Puts the session on another provider than the CPU.</param>
    /// <exception cref="ModelPackException">The graph has not the input and output of the manifest.</exception>
    /// <exception cref="OnnxRuntimeException">The graph or the provider cannot be loaded.</exception>
    public static OnnxModel Open(ModelPack pack, string graphFile, int threads, Action<SessionOptions> appendProvider)
    {
        var session = OpenSession(graphFile, threads, appendProvider);
        try
        {
            return new OnnxModel(pack, session);
        }
        catch
        {
            session.Dispose();
            throw;
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

    static InferenceSession OpenSession(string graphFile, int threads, Action<SessionOptions> appendProvider)
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
        return new InferenceSession(graphFile, options);
    }
}
