using System.Runtime.InteropServices;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>
/// An ONNX graph that finds the same boxes in every picture, with scores in proportion to the mean of its input: all of them in a white
/// picture, none in a black one.
/// </summary>
static class TinyDetector
{
    const long IrVersion = 8;
    const long Opset = 13;
    const long Float = 1;
    const long Int64 = 7;

    /// <param name="boxes">Four numbers a box.</param>
    /// <param name="scores">One a box.</param>
    /// <param name="labels">One a box.</param>
    public static byte[] Onnx(float[] boxes, float[] scores, long[] labels)
    {
        var graph = new ProtoWriter()
            .Message(1, Node("ReduceMean", ["input"], "mean", ("keepdims", 0)))
            .Message(1, Node("Mul", ["all scores", "mean"], "scores"))
            .Message(1, Node("Identity", ["all boxes"], "boxes"))
            .Message(1, Node("Identity", ["all labels"], "labels"))
            .Text(2, "tiny detector")
            .Message(5, Tensor("all boxes", Float, MemoryMarshal.AsBytes<float>(boxes), scores.Length, 4))
            .Message(5, Tensor("all scores", Float, MemoryMarshal.AsBytes<float>(scores), scores.Length))
            .Message(5, Tensor("all labels", Int64, MemoryMarshal.AsBytes<long>(labels), scores.Length))
            .Message(11, Value("input", Float, 1, 3, 8, 8))
            .Message(12, Value("boxes", Float, scores.Length, 4))
            .Message(12, Value("scores", Float, scores.Length))
            .Message(12, Value("labels", Int64, scores.Length));
        return new ProtoWriter().Number(1, IrVersion).Message(7, graph).Message(8, new ProtoWriter().Text(1, "").Number(2, Opset)).ToArray();
    }

    static ProtoWriter Node(string type, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        const long Integer = 2;
        var node = new ProtoWriter();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(4, type);
        foreach (var (name, value) in attributes)
            node.Message(5, new ProtoWriter().Text(1, name).Number(3, value).Number(20, Integer));
        return node;
    }

    static ProtoWriter Tensor(string name, long type, ReadOnlySpan<byte> data, params long[] shape)
    {
        var tensor = new ProtoWriter();
        foreach (var length in shape)
            tensor.Number(1, length);
        return tensor.Number(2, type).Text(8, name).Bytes(9, data);
    }

    static ProtoWriter Value(string name, long type, params long[] shape)
    {
        var dimensions = new ProtoWriter();
        foreach (var length in shape)
            dimensions.Message(1, new ProtoWriter().Number(1, length));
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, new ProtoWriter().Number(1, type).Message(2, dimensions)));
    }
}
