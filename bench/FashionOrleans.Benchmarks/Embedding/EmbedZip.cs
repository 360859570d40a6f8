using System.Diagnostics;
using System.Runtime.InteropServices;
using FashionOrleans.Embedding;

namespace FashionOrleans.Benchmarks.Embedding;

/// <summary>
/// Writes the embeddings of all pictures of a zip: <c>vectors.f32</c>, little-endian float32, row after row, and <c>ids.txt</c>, a
/// line a row. The search bench and the comparison with other libraries read them. With <c>--flip yes</c> the pictures are mirrored first, left
/// for right.
/// </summary>
static class EmbedZip
{
    const int ChunkSize = 256;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--images", "--out", "--model", "--flip");
        var folder = arguments.Required("--out");
        Directory.CreateDirectory(folder);
        await using var embedder = Embedder.Load(ModelPack.Load(arguments.Text("--model", "models/resnet50-fashion")), new EmbeddingOptions());
        Console.WriteLine($"{embedder.Pack}: {embedder.Provider.Reason}");

        await using var vectors = File.Create(Path.Combine(folder, "vectors.f32"));
        await using var ids = File.CreateText(Path.Combine(folder, "ids.txt"));
        var clock = Stopwatch.StartNew();
        var (written, refused) = (0, 0);
        // One chunk ahead keeps the embedder busy while a chunk is written.
        Task<(string Id, EmbeddingResult Result)[]>? previous = null;
        var pictures = PictureArchive.Read(arguments.Required("--images"));
        if (arguments.Text("--flip", "no") == "yes")
            pictures = pictures.Select(picture => (picture.Id, PictureArchive.Mirrored(picture.Bytes)));
        foreach (var chunk in pictures.Chunk(ChunkSize))
        {
            var next = EmbedAsync(embedder, chunk);
            await WriteAsync(previous);
            previous = next;
        }
        await WriteAsync(previous);
        Console.WriteLine($"{written} vectors of {embedder.Pack.Output.Dimension}, {refused} pictures refused, {written / clock.Elapsed.TotalSeconds:F1} pictures/s");
        return 0;

        async Task WriteAsync(Task<(string Id, EmbeddingResult Result)[]>? chunk)
        {
            foreach (var (id, result) in chunk is null ? [] : await chunk)
            {
                if (result.Vector is { } vector)
                {
                    vectors.Write(MemoryMarshal.AsBytes<float>(vector));
                    await ids.WriteAsync($"{id}\n");
                    written++;
                }
                else
                {
                    Console.Error.WriteLine($"{id}: {result.Error!.Code}: {result.Error.Message}");
                    refused++;
                }
            }
        }
    }

    static async Task<(string Id, EmbeddingResult Result)[]> EmbedAsync(Embedder embedder, (string Id, byte[] Bytes)[] pictures)
    {
        var results = await embedder.EmbedAsync([.. pictures.Select(picture => new ReadOnlyMemory<byte>(picture.Bytes))]);
        return [.. pictures.Zip(results, (picture, result) => (picture.Id, result))];
    }
}
