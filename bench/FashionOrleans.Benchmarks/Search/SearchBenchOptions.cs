using System.Globalization;

namespace FashionOrleans.Benchmarks.Search;

/// <summary>What the search bench runs on.</summary>
sealed record SearchBenchOptions
{
    public int Rows { get; init; } = 41_915;

    public int Dimension { get; init; } = 2048;

    public int Shards { get; init; } = 8;

    public int K { get; init; } = 10;

    public int Queries { get; init; } = 64;

    public int Rounds { get; init; } = 5;

    public int Seed { get; init; } = 1;

    /// <summary>Little-endian float32 vectors one after the other; drawn vectors when null.</summary>
    public string? File { get; init; }

    /// <summary>Reads `--rows N --dimension N --shards N --k N --queries N --rounds N --seed N --file PATH`.</summary>
    public static SearchBenchOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new SearchBenchOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                throw new ArgumentException($"{args[i]} needs a value.");
            int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
            options = args[i] switch
            {
                "--rows" => options with { Rows = Number(args[i + 1]) },
                "--dimension" => options with { Dimension = Number(args[i + 1]) },
                "--shards" => options with { Shards = Number(args[i + 1]) },
                "--k" => options with { K = Number(args[i + 1]) },
                "--queries" => options with { Queries = Number(args[i + 1]) },
                "--rounds" => options with { Rounds = Number(args[i + 1]) },
                "--seed" => options with { Seed = Number(args[i + 1]) },
                "--file" => options with { File = args[i + 1] },
                _ => throw new ArgumentException($"{args[i]} is not an option of the search bench."),
            };
        }
        return options;
    }

    /// <summary>The rows, then the queries.</summary>
    public float[][] Load()
    {
        if (File is null)
            return DrawnEmbeddings.Draw(Rows + Queries, Dimension, Seed);
        using var stream = System.IO.File.OpenRead(File);
        var count = (int)Math.Min(Rows + Queries, stream.Length / (sizeof(float) * Dimension));
        if (count <= Queries)
            throw new ArgumentException($"{File} holds {count} vectors of {Dimension} dimensions; the bench takes {Queries} of them as queries and needs more.");
        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
        {
            vectors[i] = new float[Dimension];
            stream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(vectors[i].AsSpan()));
        }
        return vectors;
    }
}
