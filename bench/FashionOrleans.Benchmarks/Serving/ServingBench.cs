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
    const int K = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--images", "--metadata", "--limit");
        var images = arguments.Required("--images");
        var metadata = arguments.Required("--metadata");
        var pack = ModelPack.Load("models/resnet50-fashion");
        var pictures = PictureArchive.Read(images).Take(arguments.Number("--limit", int.MaxValue)).ToArray();
        var data = Directory.CreateTempSubdirectory("fashion-bench-").FullName;
        Console.WriteLine($"{pictures.Length:N0} pictures, {Environment.ProcessorCount} processors");
        try
        {
            using var model = new BareModel(pack, threads: 0);
            using var oneThread = new BareModel(pack, threads: 1);
            var empty = await IngestAsync(images, metadata, pictures, oneThread, data);
            await QueryAsync(pictures, model, data, pack, empty);
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
                "FashionOrleans.Loader", redirect: true, "ingest", "--server", server.Address, "--catalog", Catalog, "--images", images,
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

    static async Task QueryAsync((string Id, byte[] Bytes)[] pictures, BareModel model, string data, ModelPack pack, double empty)
    {
        using var kernel = await KernelUnderTest.LoadAsync(data, Catalog);
        var (server, toReady) = await ServerUnderTest.StartAsync(data);
        await using var _ = server;
        var items = await CountAsync(server.Http);
        Console.WriteLine($"start to ready with {items:N0} items on disk: {toReady.TotalSeconds:F1} s");
        var ids = pictures.Where((_, i) => i % Math.Max(1, pictures.Length / Queries) == 0).Take(Queries).ToArray();
        var route = $"/api/v1/catalogs/{Catalog}/recommendations";
        var tensor = new float[pack.Input.Length];
        var (byId, scan, byPicture, bare) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var rescored = new List<double>();
        for (var round = 0; round < 2; round++)
        {
            foreach (var (id, picture) in ids)
            {
                var vector = kernel.Vector(id);
                var times = new[]
                {
                    await TimeAsync(() => AskAsync(server.Http, route, id)),
                    await TimeAsync(async () => rescored.Add(await kernel.SearchAsync(vector, K))),
                    await TimeAsync(() => AskByPictureAsync(server.Http, route, picture)),
                    await TimeAsync(() => Task.FromResult(model.Embed([picture], tensor))),
                };
                // The first round warms up.
                if (round == 1)
                {
                    byId.Add(times[0]);
                    scan.Add(times[1]);
                    byPicture.Add(times[2]);
                    bare.Add(times[3]);
                }
            }
        }

        Console.WriteLine($"kernel (all shards, k = {K}): p50 {Median(scan):F2} ms, {Median(rescored):F0} of {items:N0} rows rescored");
        Console.WriteLine($"query by id over HTTP: p50 {Median(byId):F2} ms, kernel {Median(byId) - Median(scan):+0.00} ms");
        Console.WriteLine($"bare decode + inference: p50 {Median(bare):F2} ms");
        Console.WriteLine(
            $"query by picture over HTTP: p50 {Median(byPicture):F2} ms; 1.15 x bare + 3 ms would be {(1.15 * Median(bare)) + 3:F2} ms");
        var full = server.ResidentMegabytes();
        Console.WriteLine($"memory: {full:F0} MB with the items, {empty:F0} MB with the model alone, {full - empty:F0} MB beyond the model");
    }

    static async Task<double> TimeAsync(Func<Task> call)
    {
        var begun = Stopwatch.GetTimestamp();
        await call();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
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

    static async Task<long> CountAsync(HttpClient http)
    {
        using var reply = await http.GetAsync($"/api/v1/catalogs/{Catalog}");
        return reply.IsSuccessStatusCode ? (await reply.Content.ReadFromJsonAsync<CatalogCount>())!.Items : 0;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    sealed record CatalogCount(long Items);
}
