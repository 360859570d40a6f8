using System.Globalization;
using FashionOrleans.Benchmarks.Embedding;

namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>
/// How long a query takes whose answer needs all silos, simulated for more silos than there are here: with and without hedging, over the
/// number of shards and how busy the silos are. The same seed gives the same table.
/// </summary>
static class FanOutTailsBench
{
    static readonly double[] Percentiles = [0.5, 0.95, 0.99, 0.999];

    public static Task<int> RunAsync(string[] args)
    {
        var given = new BenchArguments(
            args, "--shards", "--shards-per-silo", "--replicas", "--utilisation", "--latencies", "--service-ms", "--sigma", "--pause-every-s", "--pause-ms",
            "--network-ms", "--sending-ms", "--stuck-silos", "--suspicions", "--coordinators", "--queries", "--seed");
        var median = given.Real("--service-ms", 4);
        var latencies = given.Text("--latencies", "");
        var model = new FanOutModel
        {
            Shards = 1,
            Utilisation = 1,
            ShardsPerSilo = given.Number("--shards-per-silo", 8),
            Replicas = given.Number("--replicas", 2),
            Service = latencies.Length > 0
                ? ServiceTimes.Measured(latencies, median)
                : ServiceTimes.LogNormal(median, given.Real("--sigma", 0.3)),
            PauseEvery = 1000 * given.Real("--pause-every-s", 30),
            Pause = given.Real("--pause-ms", 50),
            Network = given.Real("--network-ms", 0.1),
            Sending = given.Real("--sending-ms", 0.015),
            Suspicions = given.Whole("--suspicions", 1) > 0,
            Coordinators = given.Whole("--coordinators", 0) is > 0 and var coordinators ? coordinators : null,
            StuckSilos = given.Whole("--stuck-silos", 0),
            Queries = given.Number("--queries", 20_000),
            Seed = given.Number("--seed", 1),
        };
        Print($"{model.Queries:N0} queries a line, seed {model.Seed}; a silo's work at a call: {model.Service.Description}; it pauses every {model.PauseEvery / 1000} s for {model.Pause} ms");
        Print($"(exponential); network {model.Network} ms a way, sending {model.Sending} ms a call, {model.ShardsPerSilo} shards a silo, {model.Replicas} replicas, {model.StuckSilos} silos that never answer. Milliseconds:");
        Console.WriteLine();
        Print($"| shards | silos | busy | hedging | p50 | p95 | p99 | p99.9 | partial | silos hedged | calls a query | work | busiest silo |");
        Print($"|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var shards in given.Numbers("--shards", [10, 100, 1000]))
            Measure(model with { Shards = shards }, given.Shares("--utilisation", [0.2, 0.5, 0.8]));
        return Task.FromResult(0);
    }

    static void Measure(FanOutModel model, double[] utilisations)
    {
        var holders = new ShardHolders(model.Shards, model.Silos, model.Replicas);
        foreach (var utilisation in utilisations)
        {
            var without = FanOutSimulation.Run(model with { Utilisation = utilisation, Hedging = false }, holders);
            Print(model, utilisation, "no", without, without);
            Print(model, utilisation, "yes", FanOutSimulation.Run(model with { Utilisation = utilisation }, holders), without);
        }
    }

    static void Print(FanOutModel model, double utilisation, string hedging, FanOutResult result, FanOutResult without)
    {
        var percentiles = string.Join(" | ", Percentiles.Select(share => result.Percentile(share).ToString("F1", CultureInfo.InvariantCulture)));
        Print($"| {model.Shards:N0} | {model.Silos} | {utilisation:P0} | {hedging} | {percentiles} | {result.Partial / (double)model.Queries:P2} | {result.Hedged:P1} | {result.Calls:F1} | {result.Worked / without.Worked - 1:+0.0 %;-0.0 %} | {result.Busiest:P0} |");
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
