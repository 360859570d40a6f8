using System.Diagnostics;
using System.Runtime.InteropServices;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Client;

namespace FashionOrleans.Load;

/// <summary>Puts the vectors that <c>embed-zip</c> wrote into a catalogue, with the labels of the data set.</summary>
static class CatalogFill
{
    const int BatchSize = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--data", "--catalog", "--vectors", "--metadata", "--shards", "--program");
        var (catalog, vectors) = (arguments.Text("--catalog", "fashion"), arguments.Required("--vectors"));
        var ids = await File.ReadAllLinesAsync(Path.Combine(vectors, "ids.txt"));
        var labels = ReadLabels(arguments.Required("--metadata"));
        await using var server = await LoadedServer.StartAsync(arguments.Text("--program", ""), "serve", arguments.Required("--data"));
        var client = new FashionOrleansClient(server.Http);
        await client.EnsureCatalogAsync(catalog, new CatalogSettings(Shards: arguments.Number("--shards", 8)));
        var begun = Stopwatch.GetTimestamp();
        await using var file = File.OpenRead(Path.Combine(vectors, "vectors.f32"));
        var dimension = (int)(file.Length / ids.Length / sizeof(float));
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var items = Array.ConvertAll(batch, id => new ItemUpload { Id = id, Embedding = ReadVector(file, dimension), Attributes = labels.GetValueOrDefault(id) ?? [] });
            if ((await client.UpsertItemsAsync(catalog, items)).FirstOrDefault(result => !result.IsStored) is { } refused)
            {
                throw new ArgumentException($"{refused.Id} was refused: {refused.Detail}");
            }
        }

        Console.WriteLine($"{ids.Length:N0} items of {dimension} dimensions in '{catalog}', {ids.Length / Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} a second");
        return 0;
    }

    static float[] ReadVector(FileStream file, int dimension)
    {
        var vector = new float[dimension];
        file.ReadExactly(MemoryMarshal.AsBytes(vector.AsSpan()));
        return vector;
    }

    // The plain columns come before the name, which alone has commas in it.
    static Dictionary<string, Dictionary<string, AttributeValue>> ReadLabels(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',');
        var labels = new Dictionary<string, Dictionary<string, AttributeValue>>(StringComparer.Ordinal);
        foreach (var fields in lines.Skip(1).Select(line => line.Split(',', names.Length)).Where(fields => fields.Length == names.Length))
        {
            labels[fields[0]] = Enumerable.Range(1, names.Length - 1).Where(i => fields[i].Length > 0).ToDictionary(i => names[i], i => (AttributeValue)fields[i]);
        }

        return labels;
    }
}
