using FashionOrleans.Embedding;

namespace FashionOrleans.Benchmarks.Embedding;

/// <summary>
/// Whether a GPU, or half precision, gives the embeddings that the CPU gives in fp32: the same pictures through both, picture by
/// picture. Ends with exit code 1 when they do not agree, or when what was asked for is not what ran.
/// </summary>
static class AgreementBench
{
    const double LeastCosine = 0.999;
    const int ChunkSize = 256;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, ["--images", "--count", "--model", "--reference-model", .. DeviceArguments.Names]);
        var pack = ModelPack.Load(arguments.Text("--model", "models/resnet50-fashion"));
        // The same pack, unless somebody made a variant of it and wants to know what that costs.
        var referencePack = ModelPack.Load(arguments.Text("--reference-model", pack.Folder));
        await using var reference = Embedder.Load(referencePack, new EmbeddingOptions());
        await using var embedder = Embedder.Load(pack, DeviceArguments.Read(arguments));
        Console.WriteLine($"{referencePack}, reference: {reference.Provider.Reason}");
        Console.WriteLine($"{pack}, examined:  {embedder.Provider.Reason}");
        if (embedder.Provider.IsFallback)
        {
            Console.Error.WriteLine("What was asked for does not run here, so nothing was compared.");
            return 1;
        }

        var cosines = new List<(string Id, double Cosine)>();
        foreach (var chunk in PictureArchive.Read(arguments.Required("--images")).Take(arguments.Number("--count", 1_000)).Chunk(ChunkSize))
        {
            // Decoded once: the two differ in the model alone.
            var pixels = chunk.Select(picture => new ReadOnlyMemory<byte>(reference.Pictures.Decode(picture.Bytes, pack.Input))).ToArray();
            var expected = await reference.EmbedPixelsAsync(pixels);
            var actual = await embedder.EmbedPixelsAsync(pixels);
            cosines.AddRange(chunk.Select((picture, i) => (picture.Id, Cosine(expected[i].VectorOrThrow(), actual[i].VectorOrThrow()))));
        }
        if (cosines.Count == 0)
        {
            Console.Error.WriteLine("The zip has no picture.");
            return 1;
        }
        var worst = cosines.MinBy(picture => picture.Cosine);
        Console.WriteLine($"{cosines.Count} pictures: cosine at least {worst.Cosine:F8} ({worst.Id}), mean {cosines.Average(picture => picture.Cosine):F8}; the bar is {LeastCosine}");
        return worst.Cosine >= LeastCosine ? 0 : 1;
    }

    static double Cosine(float[] left, float[] right)
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
