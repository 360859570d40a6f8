using System.Globalization;
using FashionOrleans.Benchmarks.Embedding;

namespace FashionOrleans.Load;

/// <summary>Raises the rate until the server saturates, holds it at half as much again, and lets go.</summary>
static class SaturationBench
{
    const int Ids = 1000;
    const int Pictures = 500;
    const int Callers = 32;
    const int DemoItems = 200;
    const double Warm = 1.1;
    const int MaxSteps = 30;
    const double NextRate = 1.15;

    // Of what callers in a closed loop get: the open loop saturates near 1.
    static readonly double[] FirstShares = [0.25, 0.5, 0.75];

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(
            args, "--data", "--catalog", "--images", "--by", "--k", "--step", "--overload", "--p99", "--seed", "--program", "--settings", "--log");
        var (data, catalog, images) = (arguments.Required("--data"), arguments.Text("--catalog", "demo"), arguments.Text("--images", ""));
        var kinds = QueryKinds.Read(arguments, "both");
        var steps = new RateSteps(
            TimeSpan.FromSeconds(arguments.Number("--step", 5)),
            TimeSpan.FromSeconds(arguments.Number("--overload", 15)),
            arguments.Number("--p99", 500),
            arguments.Number("--seed", 1));
        var isDemo = catalog == "demo";
        await using var server = await LoadedServer.StartAsync(
            arguments.Text("--program", ""), isDemo ? "demo" : "serve", data, arguments.Text("--settings", ""), arguments.Text("--log", "") is { Length: > 0 } log ? log : null);
        await server.UntilFilledAsync(catalog, isDemo ? DemoItems : 1);
        var ids = await server.SampleIdsAsync(catalog, Ids);
        var requests = new Requests(server.Http, catalog, arguments.Number("--k", 10));
        foreach (var kind in kinds)
        {
            var send = await QueryKinds.SenderAsync(kind, requests, ids, images, Pictures);
            Console.WriteLine($"{catalog}, by {kind}, {Environment.ProcessorCount} processors for the server and this driver, seed {steps.Seed}");
            await MeasureAsync(server, send, steps);
        }

        return 0;
    }

    static async Task MeasureAsync(LoadedServer server, Func<int, CancellationToken, Task<HttpResponseMessage>> send, RateSteps steps)
    {
        // Only to know where to look: a slow server is asked less.
        var capacity = await ClosedLoop.WarmUpAsync(send, Callers, Warm);
        Console.WriteLine(FormattableString.Invariant($"{Callers} callers, each waiting for its answer: {capacity:F0} a second"));
        Console.WriteLine("| offered /s | achieved /s | p50 / p95 / p99 / max, ms | 503 | errors | server: MB | processors |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var saturation = 0.0;
        foreach (var share in FirstShares.Concat(Enumerable.Range(0, MaxSteps).Select(step => Math.Pow(NextRate, step - 1))))
        {
            if (!await HoldsAsync(server, send, capacity * share, steps))
            {
                break;
            }

            saturation = capacity * share;
        }

        if (saturation == 0)
        {
            Console.WriteLine("It did not hold the lowest rate.");
            return;
        }

        await OverloadAsync(server, send, saturation, steps);
    }

    /// <summary>Whether a rate is held, at the second try at the latest: a shared machine stands still for a moment now and then.</summary>
    static async Task<bool> HoldsAsync(LoadedServer server, Func<int, CancellationToken, Task<HttpResponseMessage>> send, double rate, RateSteps steps)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var (figures, use) = await StepAsync(server, send, rate, steps.Step, steps.Seed + attempt);
            Console.WriteLine(Row(figures, use));
            if (steps.Holds(figures))
            {
                return true;
            }
        }

        return false;
    }

    static async Task OverloadAsync(LoadedServer server, Func<int, CancellationToken, Task<HttpResponseMessage>> send, double saturation, RateSteps steps)
    {
        var (before, _) = await StepAsync(server, send, saturation / 2, steps.Step, steps.Seed + 1);
        var idle = server.Sample();
        using var watch = new ProcessWatch(server);
        var loop = new OpenLoop(send);
        var during = await loop.SendAsync(saturation * 1.5, steps.Overload, steps.Seed + 2);

        // Straight on at half the rate, while what was asked before is still waiting.
        var after = await (await loop.SendAsync(saturation / 2, steps.Step * 2, steps.Seed + 3));
        var overloaded = new Figures(await during, steps.Overload);
        var use = watch.Stop();
        Console.WriteLine(FormattableString.Invariant($"saturation: {saturation:F0} a second. At 1.5 × that for {steps.Overload.TotalSeconds:F0} s:"));
        Console.WriteLine(Row(overloaded, use));
        Console.WriteLine(FormattableString.Invariant(
            $"  503: {100.0 * overloaded.Shed / overloaded.Requests:F1}% of {overloaded.Requests}, in {overloaded.ShedText} ms, {overloaded.ShedWithoutDelay} without Retry-After; {overloaded.Errors} errors"));
        Console.WriteLine(FormattableString.Invariant(
            $"  memory: {idle.ResidentBytes / 1e6:F0} MB before, {use.MaxResidentBytes / 1e6:F0} MB at most, {server.Sample().ResidentBytes / 1e6:F0} MB after"));
        Console.WriteLine(FormattableString.Invariant(
            $"  back at 0.5 ×: as before after {Recovery.Seconds(after, before.Good(0.5)):F1} s (p50 {before.Good(0.5):F1} ms before, {new Figures(after, steps.Step * 2).Good(0.5):F1} ms since)"));
    }

    static async Task<(Figures Figures, ProcessUse Use)> StepAsync(
        LoadedServer server, Func<int, CancellationToken, Task<HttpResponseMessage>> send, double rate, TimeSpan length, int seed)
    {
        using var watch = new ProcessWatch(server);
        var answers = await new OpenLoop(send).SendAsync(rate, length, seed);
        var use = watch.Stop();
        return (new Figures(await answers, length), use);
    }

    static string Row(Figures figures, ProcessUse use) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {figures.Offered:F0} | {figures.Achieved:F0} | {figures.GoodText} | {figures.Shed} | {figures.Errors} | {use.MaxResidentBytes / 1e6:F0} | {use.Processors:F2} |");
}
