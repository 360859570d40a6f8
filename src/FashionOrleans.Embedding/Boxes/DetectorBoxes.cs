using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FashionOrleans.Embedding;

/// <summary>Proposes the boxes that a detector finds.</summary>
public sealed class DetectorBoxes : IBoxProposer, IDisposable
{
    /// <summary>Boxes at most; a shopper cannot choose among more.</summary>
    const int Most = 10;
    const int Sides = 4;

    readonly DetectorPack _pack;
    readonly PictureDecoder _pictures;
    readonly PixelNormalizer _normalizer;
    readonly InferenceSession _session;
    readonly RunOptions _runOptions = new();
    readonly string[] _outputNames;

    DetectorBoxes(DetectorPack pack, PictureDecoder pictures, InferenceSession session)
    {
        (_pack, _pictures, _session) = (pack, pictures, session);
        _normalizer = new PixelNormalizer(pack.Input);
        _outputNames = pack.Output.Labels is { } labels ? [pack.Output.Boxes, pack.Output.Scores, labels] : [pack.Output.Boxes, pack.Output.Scores];
        Check();
    }

    /// <inheritdoc/>
    public string Method => $"detector:{_pack.Name}";

    /// <summary>Loads a detector; it runs on the CPU, on the calling thread.</summary>
    /// <param name="pack">The detector.</param>
    /// <param name="pictures">Decodes the pictures.</param>
    /// <exception cref="ModelPackException">The graph cannot be loaded, or disagrees with its manifest.</exception>
    public static DetectorBoxes Load(DetectorPack pack, PictureDecoder pictures)
    {
        ArgumentNullException.ThrowIfNull(pack);
        InferenceSession? session = null;
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
            session = new InferenceSession(pack.ModelFile, options);
            var boxes = new DetectorBoxes(pack, pictures, session);
            session = null;
            return boxes;
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

    /// <inheritdoc/>
    /// <exception cref="EmbeddingUnavailableException">The detector could not be run.</exception>
    public IReadOnlyList<ProposedBox> Propose(ReadOnlyMemory<byte> picture)
    {
        var input = _pack.Input;
        var tensor = new float[input.Length];
        using (var pixels = _pictures.DecodePixels(picture, input, PictureBox.Whole))
            _normalizer.Write(pixels.Span, tensor);
        long[] shape = input.Layout == TensorLayout.Nchw
            ? [1, ModelInput.ChannelCount, input.Height, input.Width]
            : [1, input.Height, input.Width, ModelInput.ChannelCount];
        try
        {
            using var value = OrtValue.CreateTensorValueFromMemory(tensor, shape);
            using var results = _session.Run(_runOptions, [_pack.Input.Name], [value], _outputNames);
            return Read(
                results[0].GetTensorDataAsSpan<float>(),
                results[1].GetTensorDataAsSpan<float>(),
                results.Count > 2 ? results[2].GetTensorDataAsSpan<long>() : []);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new EmbeddingUnavailableException($"The detector {_pack.Name} could not be run: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    List<ProposedBox> Read(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, ReadOnlySpan<long> labels)
    {
        List<ProposedBox> proposed = [];
        for (var i = 0; i < scores.Length && (i + 1) * Sides <= boxes.Length; i++)
        {
            if (scores[i] >= _pack.Output.LeastScore && Box(boxes.Slice(i * Sides, Sides)) is { } box)
                proposed.Add(new ProposedBox(box, Math.Clamp(scores[i], 0, 1), i < labels.Length ? Label(labels[i]) : null));
        }
        return [.. proposed.OrderByDescending(box => box.Score).Take(Most)];
    }

    /// <summary>The part of a box that lies inside the picture; null when there is none.</summary>
    PictureBox? Box(ReadOnlySpan<float> numbers)
    {
        var (width, height) = _pack.Output.Units == BoxUnits.Pixels ? (_pack.Input.Width, _pack.Input.Height) : (1, 1);
        var (left, top) = ((double)numbers[0] / width, (double)numbers[1] / height);
        var (right, bottom) = ((double)numbers[2] / width, (double)numbers[3] / height);
        if (_pack.Output.Format == BoxFormat.Size)
            (right, bottom) = (left + right, top + bottom);
        (left, top, right, bottom) = (Math.Max(0, left), Math.Max(0, top), Math.Min(1, right), Math.Min(1, bottom));
        return right > left && bottom > top ? new PictureBox(left, top, right - left, bottom - top) : null;
    }

    string? Label(long number) => number >= 0 && number < _pack.Labels.Count ? _pack.Labels[(int)number] : null;

    void Check()
    {
        Require("input.name", _pack.Input.Name, _session.InputMetadata, TensorElementType.Float);
        Require("output.boxes", _pack.Output.Boxes, _session.OutputMetadata, TensorElementType.Float);
        Require("output.scores", _pack.Output.Scores, _session.OutputMetadata, TensorElementType.Float);
        if (_pack.Output.Labels is { } labels)
            Require("output.labels", labels, _session.OutputMetadata, TensorElementType.Int64);
    }

    void Require(string key, string name, IReadOnlyDictionary<string, NodeMetadata> nodes, TensorElementType type)
    {
        if (!nodes.TryGetValue(name, out var node))
            throw Disagree($"\"{key}\" is \"{name}\", but the graph has {string.Join(", ", nodes.Keys.Select(known => $"\"{known}\""))}");
        if (node.ElementDataType != type)
            throw Disagree($"\"{name}\" holds {node.ElementDataType}, but \"{key}\" must hold {type}");
    }

    ModelPackException Disagree(string what) =>
        new($"{Path.Combine(_pack.Folder, ModelPack.ManifestFileName)} and {Path.GetFileName(_pack.ModelFile)} disagree: {what}.");
}
