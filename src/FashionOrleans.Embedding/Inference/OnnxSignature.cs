using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FashionOrleans.Embedding;

/// <summary>Compares a graph's inputs and outputs with the manifest, so that a wrong pack fails at start and not at the first picture.</summary>
static class OnnxSignature
{
    /// <summary>Checks names, element types and shapes.</summary>
    /// <returns>Pictures in one run at most.</returns>
    /// <exception cref="ModelPackException">The graph and the manifest disagree.</exception>
    public static int Check(ModelPack pack, InferenceSession session)
    {
        var input = Find(pack, "input.name", pack.Input.Name, session.InputMetadata);
        int[] expected = pack.Input.Layout == TensorLayout.Nchw
            ? [ModelInput.ChannelCount, pack.Input.Height, pack.Input.Width]
            : [pack.Input.Height, pack.Input.Width, ModelInput.ChannelCount];
        if (session.InputMetadata.Count != 1)
            throw Disagree(pack, $"the graph has {session.InputMetadata.Count} inputs; a model pack's graph has one");
        if (input.Dimensions.Length != 4 || !Fits(input.Dimensions.AsSpan(1), expected))
            throw Disagree(pack, $"input \"{pack.Input.Name}\" has the shape [{Shape(input)}], the manifest says [batch, {string.Join(", ", expected)}]");

        var output = Find(pack, "output.name", pack.Output.Name, session.OutputMetadata);
        // Pooled outputs come as [batch, dimension] or [batch, dimension, 1, 1].
        if (output.Dimensions.Length < 2 || !Fits(output.Dimensions.AsSpan(1), [pack.Output.Dimension, .. Enumerable.Repeat(1, output.Dimensions.Length - 2)]))
            throw Disagree(pack, $"output \"{pack.Output.Name}\" has the shape [{Shape(output)}], the manifest says a dimension of {pack.Output.Dimension}");

        return input.Dimensions[0] switch
        {
            <= 0 => int.MaxValue,
            1 => 1,
            var batch => throw Disagree(pack, $"input \"{pack.Input.Name}\" has a fixed batch of {batch}; export the graph with a free batch dimension or a batch of 1"),
        };
    }

    static NodeMetadata Find(ModelPack pack, string key, string name, IReadOnlyDictionary<string, NodeMetadata> nodes)
    {
        if (!nodes.TryGetValue(name, out var node))
            throw Disagree(pack, $"\"{key}\" is \"{name}\", but the graph has {string.Join(", ", nodes.Keys.Select(known => $"\"{known}\""))}");
        return node.ElementDataType == TensorElementType.Float
            ? node
            : throw Disagree(pack, $"\"{name}\" holds {node.ElementDataType}; export the graph with float32 inputs and outputs");
    }

    static bool Fits(ReadOnlySpan<int> actual, ReadOnlySpan<int> expected)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            // A free dimension is -1.
            if (actual[i] > 0 && actual[i] != expected[i])
                return false;
        }
        return true;
    }

    static string Shape(NodeMetadata node) => string.Join(", ", node.Dimensions.Select(length => length > 0 ? $"{length}" : "any"));

    static ModelPackException Disagree(ModelPack pack, string what) =>
        new($"{Path.Combine(pack.Folder, ModelPack.ManifestFileName)} and {Path.GetFileName(pack.ModelFile)} disagree: {what}.");
}
