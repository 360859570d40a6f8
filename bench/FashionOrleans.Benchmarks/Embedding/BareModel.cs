using FashionOrleans.Embedding;
using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Benchmarks.Embedding;

/// <summary>Decode and an ONNX session, nothing between them: what anyone would write first, and what the embedder is measured against.</summary>
/// <param name="pack">The model.</param>
/// <param name="threads">Threads that share one run; 0 leaves ONNX Runtime's default (all processors, spinning).</param>
sealed class BareModel(ModelPack pack, int threads) : IDisposable
{
    readonly InferenceSession _session = Open(pack, threads);
    readonly RunOptions _runOptions = new();
    readonly PictureDecoder _decoder = new(new PictureLimits());

    /// <summary>Embeds all pictures, batch after batch; <paramref name="workers"/> loops side by side share the work.</summary>
    public void EmbedAll(byte[][] pictures, int batchSize, int workers)
    {
        var next = 0;
        var loops = Enumerable.Range(0, workers).Select(_ => new Thread(Loop)).ToArray();
        foreach (var loop in loops)
            loop.Start();
        foreach (var loop in loops)
            loop.Join();

        void Loop()
        {
            var tensors = new float[batchSize * pack.Input.Length];
            while (true)
            {
                var first = Interlocked.Add(ref next, batchSize) - batchSize;
                if (first >= pictures.Length)
                    return;
                Embed(pictures.AsSpan(first, Math.Min(batchSize, pictures.Length - first)), tensors);
            }
        }
    }

    /// <summary>Embeds one batch.</summary>
    public float[][] Embed(ReadOnlySpan<byte[]> pictures, float[] tensors)
    {
        var input = pack.Input;
        for (var i = 0; i < pictures.Length; i++)
            Normalize(_decoder.Decode(pictures[i], input), tensors.AsSpan(i * input.Length, input.Length));
        long[] shape = [pictures.Length, ModelInput.ChannelCount, input.Height, input.Width];
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, tensors.AsMemory(0, pictures.Length * input.Length), shape);
        using var results = _session.Run(_runOptions, [input.Name], [tensor], [pack.Output.Name]);
        var raw = results[0].GetTensorDataAsSpan<float>();
        var vectors = new float[pictures.Length][];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = Unit(raw.Slice(i * pack.Output.Dimension, pack.Output.Dimension));
        return vectors;
    }

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    static InferenceSession Open(ModelPack pack, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        return new InferenceSession(pack.ModelFile, options);
    }

    void Normalize(ReadOnlySpan<byte> rgb, Span<float> tensor)
    {
        var plane = rgb.Length / ModelInput.ChannelCount;
        for (var channel = 0; channel < ModelInput.ChannelCount; channel++)
        {
            var scale = (float)(pack.Input.Scale / pack.Input.Std[channel]);
            var shift = (float)(pack.Input.Mean[channel] / pack.Input.Std[channel]);
            var to = tensor.Slice(channel * plane, plane);
            for (var i = 0; i < to.Length; i++)
                to[i] = (rgb[(i * ModelInput.ChannelCount) + channel] * scale) - shift;
        }
    }

    static float[] Unit(ReadOnlySpan<float> raw)
    {
        double sum = 0;
        foreach (var x in raw)
            sum += (double)x * x;
        var scale = (float)(1 / Math.Sqrt(sum));
        var unit = new float[raw.Length];
        for (var i = 0; i < unit.Length; i++)
            unit[i] = raw[i] * scale;
        return unit;
    }
}
