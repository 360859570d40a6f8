using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Embedding;

namespace FashionOrleans.Benchmarks.Serving;

/// <summary>
/// The whole system over HTTP against its bare parts, in one run and in turns: ingest against decode + inference, queries against the
/// kernel and the model, and the memory and start of the process that holds the catalogue.
/// </summary>
static class ServingBench
{
    const string Catalog = "bench";
    const int Slices = 5;
    const int BatchSize = 16;
    const int Queries = 300;
    const int TurnLength = 25;
    const int K = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--images", "--metadata", "--limit", "--data", "--catalog");
        var images = arguments.Required("--images");
        var metadata = arguments.Required("--metadata");
        var kept = arguments.Text("--data", "");
        var pack = ModelPack.Load("models/resnet50-fashion");
        var pictures = PictureArchive.Read(images).Take(arguments.Number("--limit", int.MaxValue)).ToArray();
        Console.WriteLine($"{pictures.Length:N0} pictures, {Environment.ProcessorCount} processors");
        using var model = new BareModel(pack, threads: 0);
        if (kept.Length > 0)
        {
            // A catalogue that is there already: only queries are measured.
            await QueryAsync(pictures, model, kept, arguments.Text("--catalog", Catalog), pack, emptyMegabytes: 0);
            return 0;
        }

        var data = Directory.CreateTempSubdirectory("fashion-bench-").FullName;
        try
        {
            using var oneThread = new BareModel(pack, threads: 1);
            var empty = await IngestAsync(images, metadata, pictures, oneThread, data);
            await QueryAsync(pictures, model, data, Catalog, pack, empty);
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Ingests a slice, then runs the bare loop over as many pictures, and so on, so that the machine's moods meet both.</summary>
    /// <returns>The memory of the process with the model and without items, in MB.</returns>
    static async Task<double> IngestAsync(
        string images, string metadata, (string Id, byte[] Bytes)[] pictures, BareModel bare, string data)
    {
        var (server, _) = await ServerUnderTest.StartAsync(data);
        await using var _ = server;
        await AskByPictureAsync(server.Http, "/api/v1/embeddings", pictures[0].Bytes);
        var empty = server.ResidentMegabytes();
        var ratios = new List<double>();
        for (var slice = 0; slice < Slices; slice++)
        {
            var (from, to) = (slice * 100 / Slices, ((slice + 1) * 100 / Slices) - 1);
            var before = await CountAsync(server.Http);
            var begun = Stopwatch.GetTimestamp();
            using (var loader = ServerUnderTest.Run(
                "FashionOrleans.Loader", "fashionorleans", redirect: true, "ingest", "--server", server.Address, "--catalog", Catalog, "--images", images,
                "--metadata", metadata, "--hash-range", $"{from}-{to}", "--limit", $"{pictures.Length}"))
            {
                await loader.StandardOutput.ReadToEndAsync();
                await loader.WaitForExitAsync();
            }

            var elapsed = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            var stored = await CountAsync(server.Http) - before;
            var sample = pictures.Skip(slice * pictures.Length / Slices).Take((int)stored).Select(picture => picture.Bytes).ToArray();
            begun = Stopwatch.GetTimestamp();
            bare.EmbedAll(sample, BatchSize, Environment.ProcessorCount);
            var bareRate = sample.Length / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            ratios.Add(stored / elapsed / bareRate);
            Console.WriteLine($"slice {slice + 1} of {Slices}: {stored:N0} items at {stored / elapsed:F1}/s, bare loop {bareRate:F1}/s, ratio {ratios[^1]:F3}");
        }

        Console.WriteLine($"ingest / bare decode + inference (median of {Slices} slices): {Median(ratios):F3}");
        return empty;
    }

    static async Task QueryAsync(
        (string Id, byte[] Bytes)[] pictures, BareModel model, string data, string catalog, ModelPack pack, double emptyMegabytes)
    {
        using var kernel = await KernelUnderTest.LoadAsync(data, catalog);
        var (server, toReady) = await ServerUnderTest.StartAsync(data);
        await using var _ = server;
        var items = await CountAsync(server.Http, catalog);
        Console.WriteLine($"start to ready with {items:N0} items on disk: {toReady.TotalSeconds:F1} s");
        var known = pictures.Where(picture => kernel.Has(picture.Id)).ToArray();
        var ids = known.Where((_, i) => i % Math.Max(1, known.Length / Queries) == 0).Take(Queries).ToArray();
        var route = $"/api/v1/catalogs/{catalog}/recommendations";
        var tensor = new float[pack.Input.Length];
        var (byId, scan, byPicture, bare) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var rescored = new List<double>();
        for (var round = 0; round < 2; round++)
        {
            // In turns of some length: the threads of an ONNX session spin for a while after a run, on the processors of whoever is next.
            foreach (var turn in ids.Chunk(TurnLength))
            {
                await MeasureAsync(turn, byId, query => AskAsync(server.Http, route, query.Id));
                await MeasureAsync(turn, scan, async query => rescored.Add(await kernel.SearchAsync(kernel.Vector(query.Id), K)));
                await MeasureAsync(turn, byPicture, query => AskByPictureAsync(server.Http, route, query.Bytes));
                await MeasureAsync(turn, bare, query => Task.FromResult(model.Embed([query.Bytes], tensor)));
            }

            // The first round warms up.
            if (round == 0)
            {
                foreach (var times in (List<double>[])[byId, scan, byPicture, bare])
                {
                    times.Clear();
                }
            }
        }

        Console.WriteLine($"kernel (all shards, k = {K}): p50 {Median(scan):F2} ms, {Median(rescored):F0} of {items:N0} rows rescored");
        Console.WriteLine($"query by id over HTTP: p50 {Median(byId):F2} ms, kernel {Median(byId) - Median(scan):+0.00} ms");
        Console.WriteLine($"bare decode + inference: p50 {Median(bare):F2} ms");
        Console.WriteLine(
            $"query by picture over HTTP: p50 {Median(byPicture):F2} ms; 1.15 x bare + 3 ms would be {(1.15 * Median(bare)) + 3:F2} ms");
        var full = server.ResidentMegabytes();
        Console.WriteLine($"memory: {full:F0} MB with the items, {emptyMegabytes:F0} MB with the model alone, {full - emptyMegabytes:F0} MB beyond the model");
    }

    static async Task MeasureAsync((string Id, byte[] Bytes)[] turn, List<double> times, Func<(string Id, byte[] Bytes), Task> call)
    {
        foreach (var query in turn)
        {
            var begun = Stopwatch.GetTimestamp();
            await call(query);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
    }

    static async Task AskAsync(HttpClient http, string route, string id)
    {
        using var reply = await http.PostAsJsonAsync(route, new { like = new[] { new { id } }, k = K });
        await reply.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    static async Task AskByPictureAsync(HttpClient http, string route, byte[] picture)
    {
        using var part = new ByteArrayContent(picture);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var form = new MultipartFormDataContent { { part, "image", "picture.jpg" } };
        using var reply = await http.PostAsync(route, form);
        await reply.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    static async Task<long> CountAsync(HttpClient http, string catalog = Catalog)
    {
        using var reply = await http.GetAsync($"/api/v1/catalogs/{catalog}");
        return reply.IsSuccessStatusCode ? (await reply.Content.ReadFromJsonAsync<CatalogCount>())!.Items : 0;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    sealed record CatalogCount(long Items);
}
