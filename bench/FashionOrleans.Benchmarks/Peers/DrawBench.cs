using System.Runtime.InteropServices;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Benchmarks.Search;

namespace FashionOrleans.Benchmarks.Peers;

/// <summary>Writes drawn vectors to a file of little-endian float32, for all sides of a comparison to read.</summary>
static class DrawBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--rows", "--dimension", "--seed", "--out");
        var dimension = arguments.Number("--dimension", 512);
        await using var file = File.Create(arguments.Required("--out"));
        foreach (var vector in DrawnEmbeddings.DrawInParallel(arguments.Number("--rows", 1_000_000), dimension, arguments.Number("--seed", 1)))
            file.Write(MemoryMarshal.AsBytes(vector.AsSpan()));
        return 0;
    }
}
