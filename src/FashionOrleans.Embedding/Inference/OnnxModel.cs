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

    readonly int _fixedBatch;

    OnnxModel(ModelPack pack, InferenceSession session, int? fixedBatch)
    {
        _pack = pack;
        _session = session;
        _inputNames = [pack.Input.Name];
        // Asking for one output by name leaves the others of the graph uncomputed.
        _outputNames = [pack.Output.Name];
        MaxBatch = Math.Min(OnnxSignature.Check(pack, session), fixedBatch ?? int.MaxValue);
        _fixedBatch = fixedBatch is null ? 0 : MaxBatch;
    }

    public int MaxBatch { get; }

    /// <param name="pack">The model.</param>
    /// <param name="graphFile">The pack's ONNX file, or its half-precision variant.</param>
    /// <param name="threads">Threads that share the work of one run on the CPU.</param>
    /// <param name="appendProvider">Puts the session on another provider than the CPU.</param>
    /// <param name="fixedBatch">Pictures in every run: a batch of fewer is filled up with what its buffer holds. By default a run has as many as its batch.</param>
    /// <exception cref="ModelPackException">The graph has not the input and output of the manifest.</exception>
    /// <exception cref="OnnxRuntimeException">The graph or the provider cannot be loaded.</exception>
    public static OnnxModel Open(ModelPack pack, string graphFile, int threads, Action<SessionOptions> appendProvider, int? fixedBatch = null)
    {
        var session = OpenSession(graphFile, threads, appendProvider);
        try
        {
            return new OnnxModel(pack, session, fixedBatch);
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
        var rows = Rows(count, _fixedBatch, tensors.Length / input.Length);
        long[] shape = input.Layout == TensorLayout.Nchw
            ? [rows, ModelInput.ChannelCount, input.Height, input.Width]
            : [rows, input.Height, input.Width, ModelInput.ChannelCount];
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, tensors[..(rows * input.Length)], shape);
        using var results = _session.Run(_runOptions, _inputNames, [tensor], _outputNames);
        results[0].GetTensorDataAsSpan<float>()[..(count * _pack.Output.Dimension)].CopyTo(outputs);
    }

    /// <summary>Pictures in a run: those of the batch, and as many more as make the fixed size, if the buffer holds so many.</summary>
    internal static int Rows(int count, int fixedBatch, int capacity) => Math.Max(count, Math.Min(fixedBatch, capacity));

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
