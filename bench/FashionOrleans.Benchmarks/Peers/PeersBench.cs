using System.Text.Json;
using System.Text.Json.Serialization;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Peers;

/// <summary>
/// This project's side of the comparison in <c>bench/peers</c>: holds one method and measures it when the driver says so, a line
/// of JSON for each request and reply, so that all sides take turns on the same machine.
/// </summary>
static class PeersBench
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--method", "--file", "--dimension", "--rows", "--queries", "--k", "--threads", "--m", "--ef-construction");
        var dimension = arguments.Number("--dimension", 2048);
        var k = arguments.Number("--k", 10);
        using var file = File.OpenHandle(arguments.Required("--file"));
        var (rows, held) = VectorFile.Open(file, dimension, arguments.Number("--rows", 1000), arguments.Number("--queries", 64));
        float[][] queries = [.. held];
        using var method = Create(arguments, dimension);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var request = JsonSerializer.Deserialize<PeerRequest>(line, Json) ?? throw new ArgumentException("An empty request.");
            object reply = request.Do switch
            {
                "build" => method.Build(rows),
                "turn" => await method.RunAsync(request, queries, k),
                _ => throw new ArgumentException($"\"{request.Do}\" is no request: build or turn."),
            };
            // The driver takes lines that begin so for replies, and everything else for chatter.
            await Console.Out.WriteLineAsync($"@{JsonSerializer.Serialize(reply, reply.GetType(), Json)}");
            await Console.Out.FlushAsync();
        }
        return 0;
    }

    static PeerMethod Create(BenchArguments arguments, int dimension)
    {
        var threads = arguments.Number("--threads", Environment.ProcessorCount);
        var defaults = new GraphOptions();
        return arguments.Required("--method") switch
        {
            "float32" => new FloatScanMethod(),
            "certified" => new IndexMethod(dimension, 1, threads),
            "certified-8" => new IndexMethod(dimension, 8, threads),
            "graph" => new IndexMethod(dimension, 1, threads, new()
            {
                M = arguments.Number("--m", defaults.M),
                EfConstruction = arguments.Number("--ef-construction", defaults.EfConstruction),
            }),
            var name => throw new ArgumentException($"--method is \"{name}\"; it is float32, certified, certified-8 or graph."),
        };
    }
}
