using System.Diagnostics;
using System.Globalization;
using FashionOrleans.Benchmarks.Embedding;

namespace FashionOrleans.Load;

/// <summary>A mixed load at a moderate rate for as long as is asked: does memory stay flat, and is nothing refused?</summary>
static class SoakBench
{
    const int Ids = 1000;
    const int Pictures = 300;
    const int DemoItems = 200;
    const int Collections = 12;
    const int FewestMinutes = 6;

    // A leak of this share of the memory in an hour is taken for one, if it is not chance.
    const double LeakShare = 0.01;
    static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Block = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Chunk = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--data", "--catalog", "--images", "--minutes", "--settle", "--rate", "--seed", "--program", "--settings", "--out", "--log");
        var (catalog, images) = (arguments.Text("--catalog", "demo"), arguments.Text("--images", ""));
        var (minutes, rate, seed) = (arguments.Number("--minutes", 60), arguments.Real("--rate", 20), arguments.Number("--seed", 1));
        // What fills up by design does so before memory is looked at: blocks of rows that come and go, the last events of shoppers, pools.
        var settle = arguments.Number("--settle", 30);
        if (minutes < FewestMinutes)
        {
            throw new ArgumentException($"--minutes is {minutes}; less than {FewestMinutes} say nothing about growth.");
        }

        var collect = Chunk * minutes / Collections;
        var isDemo = catalog == "demo";
        await using var server = await LoadedServer.StartAsync(
            arguments.Text("--program", ""), isDemo ? "demo" : "serve", arguments.Required("--data"), arguments.Text("--settings", ""),
            arguments.Text("--log", "") is { Length: > 0 } log ? log : null);
        await server.UntilFilledAsync(catalog, isDemo ? DemoItems : 1);
        var ids = (await server.SampleIdsAsync(catalog, Ids)).Where(id => !id.StartsWith("soak-", StringComparison.Ordinal)).ToArray();
        var requests = new Requests(server.Http, catalog, k: 10);
        var mix = new SoakMix(requests, ids, await requests.PicturesAsync(images, ids, Pictures));
        Console.WriteLine(FormattableString.Invariant($"{catalog}, {rate} requests a second, {settle} minutes to settle and {minutes} minutes, seed {seed}"));

        await using var samples = new SoakSamples(arguments.Text("--out", "soak.csv"), server);
        var (answers, begun, cpu) = (new List<Answer>(), Stopwatch.GetTimestamp(), server.Sample().CpuSeconds);
        var loop = new OpenLoop(mix.SendAsync);
        using var watching = new CancellationTokenSource();
        var watch = samples.CollectAsync(Look, collect, watching.Token);
        for (var minute = 0; minute < settle + minutes; minute++)
        {
            var chunk = await (await loop.SendAsync(rate, Chunk, seed + minute));
            answers.AddRange(chunk);
            Console.WriteLine(FormattableString.Invariant($"minute {minute + 1}: {Describe(new Figures(chunk, Chunk))}; {samples.Last}"));
        }

        var processors = (server.Sample().CpuSeconds - cpu) / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await watching.CancelAsync();
        await watch;
        var whole = new Figures(answers, Chunk * (settle + minutes));
        Console.WriteLine(FormattableString.Invariant($"{whole.Requests} requests: {Describe(whole)}; the server took {processors:F2} processors"));
        foreach (var status in answers.Where(answer => !answer.IsGood).CountBy(answer => answer.Status))
        {
            Console.WriteLine($"  status {status.Key}: {status.Value}");
        }

        return Judge(samples, Chunk * settle, collect, whole) ? 0 : 1;
    }

    static bool Judge(SoakSamples samples, TimeSpan from, TimeSpan collect, Figures whole)
    {
        var flat = true;
        foreach (var (name, unit, block, series) in samples.Series(from, Block, collect))
        {
            var trend = Trend.Of(series, block);
            var grows = trend.Grows(LeakShare);
            flat &= !grows;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: mean {trend.Mean:F1} {unit}, slope once settled {trend.Slope:+0.00;-0.00} ± {trend.Margin:F2} {unit} an hour: {(grows ? "GROWS" : "does not grow")}"));
        }

        Console.WriteLine($"verdict: {(flat && whole is { Errors: 0, Shed: 0 } ? "flat, no error" : "not passed")}");
        return flat && whole is { Errors: 0, Shed: 0 };
    }

    static string Describe(Figures figures) =>
        FormattableString.Invariant($"{figures.Achieved:F1} a second, p50 / p95 / p99 / max {figures.GoodText} ms, {figures.Shed} × 503, {figures.Errors} errors");
}
