using FashionOrleans.Benchmarks.Scale;

namespace FashionOrleans.Benchmarks.Tests;

/// <summary>The plan on round parts, so that every figure can be checked in the head.</summary>
public sealed class ScalePlanTests
{
    // A search of a million rows takes a processor 10 ms exactly, in proportion to the rows, and 1 ms by the graph, whatever the rows.
    static readonly ScaleParts Parts = new(
        Dimension: 1000,
        new MemoryPart(Float32: 4250, Float16: 2250, Mapped: 250, Graph: 500),
        [Index(100_000, exactMs: 1), Index(1_000_000, exactMs: 10)],
        Postgres: new StorePart(Written: 1000, Read: 10_000, Loaded: 5000),
        Sqlite: new StorePart(1000, 10_000, 5000),
        ItemBytes: 5000,
        PictureOverhead: 1,
        new CallPart(CpuUs: 0, MergeUs: 1),
        [new PlannerPart(64, 10, 100_000), new PlannerPart(128, 40, 100_000)],
        EmbeddingMs: 10);

    static readonly PlanRequest Request = new()
    {
        Items = 1e8, Dimension = 1000, Qps = 10, Replicas = 2, AttributeBytes = 250, SiloCores = 10, SiloMemory = 100, MemoryFill = 0.5, Busy = 0.5, SearchMs = 1000,
        PictureBytes = 15_000,
    };

    [Fact]
    public void Memory_asks_for_silos_that_hold_all_replicas()
    {
        var plan = new ScalePlan(Parts, Request with { Qps = 0.1 }, isGraph: false, isMapped: false);

        // 10^8 items × 2 × 2,500 bytes over 50 GB a silo.
        Assert.Equal(10, plan.Silos);
        Assert.Equal("memory", plan.Bound);
        Assert.Equal(50, plan.MemoryOfASilo, 6);
        Assert.Equal(100, plan.Shards);
        Assert.Equal(2, plan.StoreTb, 6);
    }

    [Fact]
    public void Processors_ask_for_silos_that_are_as_busy_as_wanted_with_hedging()
    {
        var plan = new ScalePlan(Parts, Request with { Qps = 100 }, isGraph: false, isMapped: false);

        // 100 shards × 10 ms × 1.05 × 100 a second over 10 processors half busy.
        Assert.Equal(21, plan.Silos);
        Assert.Equal("processors", plan.Bound);
        Assert.Equal(1000, plan.SearchMs, 6);
        Assert.Equal((1000.0 / 21 / 10) + (21 * 0.001), plan.QueryMs, 6);
    }

    [Fact]
    public void Calls_take_processors_too_and_too_many_of_them_cannot_be_planned_for()
    {
        var parts = Parts with { Call = Parts.Call with { CpuUs = 1000 } };

        // Each query takes each silo 1 ms for its call: 5,000 ms a second are half of ten processors, so 100 queries cost 105 of them.
        var plan = new ScalePlan(parts, Request with { Qps = 100 }, isGraph: false, isMapped: false);
        Assert.Equal(22, plan.Silos);
        Assert.Equal((1000.0 / 22 / 10) + (22 * 1 / 2.0 / 10) + (22 * 0.001), plan.QueryMs, 6);
        var impossible = new ScalePlan(parts, Request with { Qps = 5000 }, isGraph: false, isMapped: false);
        Assert.Equal(1024, impossible.Silos);
        Assert.Equal("processors", impossible.Bound);
        Assert.True(impossible.Walls[0].Fill > 1);
    }

    [Fact]
    public void A_graph_needs_fewer_processors_and_more_memory()
    {
        var exact = new ScalePlan(Parts, Request with { Qps = 1000 }, isGraph: false, isMapped: false);
        var graph = new ScalePlan(Parts, Request with { Qps = 1000 }, isGraph: true, isMapped: false);

        Assert.True(graph.Silos < exact.Silos);
        Assert.Equal(exact.BytesAnItem + 500, graph.BytesAnItem);
        Assert.Equal("graph, float16", ScalePlan.Cheapest(Parts, Request with { Qps = 1000 }).Index);
    }

    [Fact]
    public void Mapped_vectors_take_disk_instead_of_memory_and_are_bound_by_its_reads()
    {
        var plan = new ScalePlan(Parts, Request with { DiskReads = 1500 }, isGraph: false, isMapped: true);

        // 35 silos for 100 shards make it 105, so that all have the same: × 50 rows × 1 page × 10 a second × 1.05 over 1,500 reads a second.
        Assert.Equal(105, plan.Shards);
        Assert.Equal(37, plan.Silos);
        Assert.Equal("disk reads", plan.Bound);
        Assert.Equal(1e8 * 2 * 2000 / 37 / 1e9, plan.DiskOfASilo, 6);
    }

    [Fact]
    public void The_fullest_wall_comes_first()
    {
        var walls = new ScalePlan(Parts, Request, isGraph: false, isMapped: false).Walls;

        // 2 × 10^8 items at 10,000 a second, of 30 minutes.
        Assert.Equal("cluster loads from PostgreSQL", walls[0].Name);
        Assert.Equal(2e8 / 10_000 / 60 / 30, walls[0].Fill, 6);
        Assert.Equal(walls.OrderByDescending(wall => wall.Fill), walls);
    }

    [Fact]
    public void Money_is_machines_disks_and_the_cheaper_of_processors_and_a_GPU()
    {
        var plan = new ScalePlan(Parts, Request with { Qps = 0.1 }, isGraph: false, isMapped: false);

        // One processor for the few pictures.
        var machine = 730 * ((10 * 0.03) + (100 * 0.004));
        Assert.Equal((11 * machine) + (2000 * 0.1) + (730 * 0.03), plan.MoneyAMonth, 6);
        Assert.Equal(165.3, plan.IngestRate, 1);
        Assert.Equal(2, plan.IngestCores);
    }

    [Fact]
    public void Parts_are_read_back_as_they_were_written_and_what_is_none_is_refused_with_advice()
    {
        var path = Path.GetTempFileName();
        try
        {
            Parts.Write(path);
            var read = ScaleParts.Read(path);
            Assert.Equal(Parts.Indexes, read.Indexes);
            Assert.Equal(Parts.Call, read.Call);
            File.WriteAllText(path, "{");
            Assert.Contains("scale-parts --out", Assert.Throws<ArgumentException>(() => ScaleParts.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_parts_in_the_repository_give_a_plan_for_every_size()
    {
        var parts = ScaleParts.Read(ScaleParts.DefaultFile);

        foreach (var items in (double[])[1e6, 1e7, 1e8, 1e9])
            Assert.InRange(ScalePlan.Cheapest(parts, new() { Items = items, Dimension = parts.Dimension, Qps = 100 }).Silos, 2, 1024);
    }

    [Fact]
    public void Indexes_measured_anew_replace_those_of_the_same_vectors_only()
    {
        var drawn = Index(5, exactMs: 1) with { Vectors = PlanRequest.Drawn };
        var photos = Index(7, exactMs: 1);

        Assert.Equal([drawn, photos], Parts.With([drawn]).With([photos]).Indexes);
    }

    [Fact]
    public void A_plan_without_the_parts_it_needs_says_what_to_do()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new ScalePlan(Parts, Request with { Vectors = "sounds" }, isGraph: false, isMapped: false));

        Assert.Contains("scale-parts", refusal.Message, StringComparison.Ordinal);
    }

    static IndexPart Index(int rows, double exactMs) =>
        new(rows, PlanRequest.Photos, exactMs, Rescored: 50, GraphMs: 1, GraphRescored: 50, Ef: 50, Recall: 0.99, LearnSeconds: rows / 1e6, GraphSeconds: rows / 1e5);
}
