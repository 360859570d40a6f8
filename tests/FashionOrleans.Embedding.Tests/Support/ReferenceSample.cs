using System.Buffers.Binary;
using System.Text.Json;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>A picture as resized pixels with the vector that the training framework gave, from a pack's <c>reference.json</c>.</summary>
/// <param name="Image">The picture's path in the data set.</param>
/// <param name="Pixels">RGB bytes, row by row.</param>
/// <param name="Embedding">Unit vector.</param>
sealed record ReferenceSample(string Image, byte[] Pixels, float[] Embedding)
{
    /// <param name="pack">The pack's folder; by default the shipped one's.</param>
    public static IReadOnlyList<ReferenceSample> Read(string? pack = null)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(pack ?? Repository.DefaultPack, "reference.json")));
        return
        [
            .. document.RootElement.GetProperty("samples").EnumerateArray().Select(sample => new ReferenceSample(
                sample.GetProperty("image").GetString()!,
                sample.GetProperty("pixels").GetBytesFromBase64(),
                [.. sample.GetProperty("embedding").GetBytesFromBase64().Chunk(2).Select(half => (float)BinaryPrimitives.ReadHalfLittleEndian(half))])),
        ];
    }

    public static double Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double dot = 0, leftNorm = 0, rightNorm = 0;
        for (var i = 0; i < left.Length; i++)
        {
            dot += (double)left[i] * right[i];
            leftNorm += (double)left[i] * left[i];
            rightNorm += (double)right[i] * right[i];
        }
        return dot / Math.Sqrt(leftNorm * rightNorm);
    }
}
