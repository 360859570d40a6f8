using System.Globalization;
using FashionOrleans.Benchmarks.Embedding;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>Prints silos, memory, disks, GPUs, money and the first walls for catalogues of several sizes: the tables of docs/scale.md.</summary>
static class PlanBench
{
    public static Task<int> RunAsync(string[] args)
    {
        var given = new BenchArguments(
            args, "--parts", "--vectors", "--items", "--dimension", "--qps", "--picture-queries", "--replicas", "--picture-bytes", "--ingest-days", "--changed-a-day",
            "--silo-cores", "--silo-memory", "--busy", "--search-ms", "--gpu-rate", "--cpu-hour", "--memory-hour", "--gpu-hour", "--disk-month");
        var parts = ScaleParts.Read(given.Text("--parts", ScaleParts.DefaultFile));
        var usual = new PlanRequest { Items = 1, Dimension = given.Number("--dimension", parts.Dimension), Qps = 1 };
        usual = usual with
        {
            Vectors = given.Text("--vectors", usual.Vectors),
            PictureQueries = given.Real("--picture-queries", usual.PictureQueries),
            Replicas = given.Number("--replicas", usual.Replicas),
            PictureBytes = given.Real("--picture-bytes", usual.PictureBytes),
            IngestDays = given.Real("--ingest-days", usual.IngestDays),
            ChangedADay = given.Real("--changed-a-day", usual.ChangedADay),
            SiloCores = given.Number("--silo-cores", usual.SiloCores),
            SiloMemory = given.Real("--silo-memory", usual.SiloMemory),
            Busy = given.Real("--busy", usual.Busy),
            SearchMs = given.Real("--search-ms", usual.SearchMs),
            GpuRate = given.Real("--gpu-rate", usual.GpuRate),
            Prices = new PlanPrices
            {
                Cpu = given.Real("--cpu-hour", usual.Prices.Cpu),
                Memory = given.Real("--memory-hour", usual.Prices.Memory),
                Gpu = given.Real("--gpu-hour", usual.Prices.Gpu),
                Disk = given.Real("--disk-month", usual.Prices.Disk),
            },
        };
        var requests = (
            from items in given.Reals("--items", [1e6, 1e7, 1e8, 1e9])
            from qps in given.Reals("--qps", [100, 1000])
            select usual with { Items = items, Qps = qps }).ToArray();
        PrintPlans(requests.Select(request => ScalePlan.Cheapest(parts, request)));
        PrintChoices(parts, requests);
        PrintWalls(requests.Select(request => ScalePlan.Cheapest(parts, request)));
        return Task.FromResult(0);
    }

    static void PrintPlans(IEnumerable<ScalePlan> plans)
    {
        Print($"| items | queries/s | index | shards | silos | because of | GB a silo: memory, disk | query ms | PostgreSQL TB | GPUs (or processors): ingest, queries | $ a month | $ once |");
        Print($"|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var plan in plans)
            Print($"| {plan.Request.Items:N0} | {plan.Request.Qps:N0} | {plan.Index} | {plan.Shards:N0} | {plan.Silos:N0} | {plan.Bound} | {plan.MemoryOfASilo:F0}, {plan.DiskOfASilo:N0} | {plan.QueryMs:F1} | {plan.StoreTb:G2} | {plan.IngestGpus:N0} ({plan.IngestCores:N0}), {plan.QueryGpus:N0} ({plan.QueryCores:N0}) | {plan.MoneyAMonth:N0} | {plan.MoneyOfIngest:N0} |");
        Console.WriteLine();
    }

    static void PrintChoices(ScaleParts parts, PlanRequest[] requests)
    {
        var names = ScalePlan.All(parts, requests[0]).Select(plan => plan.Index).ToArray();
        Print($"| items | queries/s | {string.Join(" | ", names)} |");
        Print($"|---|---|{string.Concat(names.Select(_ => "---|"))}");
        foreach (var request in requests)
        {
            var choices = ScalePlan.All(parts, request).Select(plan =>
                string.Create(CultureInfo.InvariantCulture, $"{plan.Silos:N0} silos ({plan.Bound}), $ {plan.MoneyAMonth:N0}"));
            Print($"| {request.Items:N0} | {request.Qps:N0} | {string.Join(" | ", choices)} |");
        }
        Console.WriteLine();
    }

    static void PrintWalls(IEnumerable<ScalePlan> plans)
    {
        Print($"| items | queries/s | walls, the first one first; above 1 the plan does not hold |");
        Print($"|---|---|---|");
        foreach (var plan in plans)
        {
            var walls = plan.Walls.Take(5).Select(wall => string.Create(CultureInfo.InvariantCulture, $"{wall.Name} {wall.Fill:F2} ({wall})"));
            Print($"| {plan.Request.Items:N0} | {plan.Request.Qps:N0} | {string.Join("; ", walls)} |");
        }
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
