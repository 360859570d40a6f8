using System.Globalization;
using FashionOrleans.Benchmarks.Embedding;

namespace FashionOrleans.Load;

/// <summary>
/// What traces cost a query: servers with the same data, without traces, with a share of them and with all, asked in slices that take turns. Each is
/// compared with the one without in the same round, so that a machine that others use as well changes both. A second server without traces says how
/// far equal ones differ.
/// </summary>
static class TracingBench
{
    const int DemoItems = 400;
    const int Ids = 1000;
    const int Pictures = 200;
    const string Off = "off";

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--data", "--catalog", "--by", "--k", "--rounds", "--slice", "--callers", "--share", "--seed", "--program");
        var (data, catalog, program) = (arguments.Required("--data"), arguments.Text("--catalog", "demo"), arguments.Text("--program", ""));
        var (rounds, callers, seed) = (arguments.Number("--rounds", 20), arguments.Number("--callers", 4), arguments.Number("--seed", 1));
        var (kinds, k) = (QueryKinds.Read(arguments, "id"), arguments.Number("--k", 10));
        var share = arguments.Real("--share", 0.01);
        var slice = TimeSpan.FromSeconds(arguments.Real("--slice", 1));
        if (catalog == "demo")
        {
            await using var drawing = await LoadedServer.StartAsync(program, "demo", data);
            await drawing.UntilFilledAsync(catalog, DemoItems);
        }

        var copies = Directory.CreateTempSubdirectory("fashion-tracing-");
        var servers = new List<TracedServer>();
        try
        {
            foreach (var (name, ratio) in ((string, double?)[])[(Off, null), ("off, again", null), ($"{share:P0} of the requests", share), ("all requests", 1)])
            {
                servers.Add(await StartAsync(name, ratio, CopyOf(data, copies, servers.Count)));
            }

            foreach (var kind in kinds)
            {
                var measured = await MeasureAsync(kind);
                Console.WriteLine($"{catalog}, by {kind}, k {k}, {callers} callers, {rounds} rounds of {slice.TotalSeconds:0.#} s, {Environment.ProcessorCount} processors for the servers and this driver, seed {seed}");
                Report(measured);
            }
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }

            copies.Delete(recursive: true);
        }

        return 0;

        async Task<TracedServer> StartAsync(string name, double? ratio, string folder)
        {
            var sink = ratio is null ? null : new SpanSink();
            var server = await LoadedServer.StartAsync(
                program,
                "serve",
                folder,
                ratio is { } part ? string.Create(CultureInfo.InvariantCulture, $"Telemetry:SampleRatio={part}") : "",
                environment: sink is null ? [] : [new("OTEL_EXPORTER_OTLP_ENDPOINT", sink.Address), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), new("OTEL_BSP_SCHEDULE_DELAY", "200")]);
            return new TracedServer(name, server, sink);
        }

        async Task<IReadOnlyList<TracedQueries>> MeasureAsync(string kind)
        {
            var measured = new List<TracedQueries>();
            foreach (var server in servers)
            {
                var ids = await server.Server.SampleIdsAsync(catalog, Ids);
                var requests = new Requests(server.Server.Http, catalog, k);
                measured.Add(new TracedQueries(server, await QueryKinds.SenderAsync(kind, requests, ids, images: "", Pictures)));
                await measured[^1].WarmUpAsync(callers);
            }

            var order = new Random(seed);
            for (var round = 0; round < rounds; round++)
            {
                var turn = measured.ToArray();
                order.Shuffle(turn);
                foreach (var queries in turn)
                {
                    await queries.MeasureAsync(callers, slice);
                }
            }

            return measured;
        }
    }

    static void Report(IReadOnlyList<TracedQueries> servers)
    {
        var off = servers.Single(server => server.Name == Off);
        Console.WriteLine("| traced | queries /s | processor time of a query, ms | beside off: queries /s | processor time | median latency | spans a query |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var server in servers)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {server.Name} | {Spread.Of(server.Slices.Select(slice => slice.Rate)).Median:F0} | {Spread.Of(server.Slices.Select(slice => slice.Cpu)).Median:F2} | {Beside(slice => slice.Rate)} | {Beside(slice => slice.Cpu)} | {Beside(slice => slice.Median)} | {server.SpansOfAQuery:F1} |"));

            string Beside(Func<(double Rate, double Cpu, double Median), double> figure) =>
                Spread.Of(server.Slices.Zip(off.Slices, (one, other) => figure(one) / figure(other))).ToString();
        }
    }

    static string CopyOf(string data, DirectoryInfo copies, int number)
    {
        var target = Path.Combine(copies.FullName, $"{number}");
        foreach (var file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }
}
