using FashionOrleans.Contracts;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>
/// Silos, memory, disks, GPUs and money for one way to hold a catalogue, computed from measured parts. Every property is one formula of
/// docs/scale.md. Not measured, and assumed: that a search divides over the processors of a silo, and that rows which come on top are like those there are.
/// </summary>
sealed class ScalePlan
{
    // What the simulation shows hedging to add (docs/scale.md).
    const double HedgingWork = 1.05;
    const double ItemsAShard = 1e6;
    const int FewestShards = 8;
    // Those that the balancer was measured with.
    const double PlannedShards = 1024;
    const double HoursAMonth = 730;
    const double SecondsADay = 86_400;
    const double Gigabyte = 1e9;

    readonly ScaleParts _parts;
    readonly PlanRequest _request;
    readonly IndexPart[] _indexes;
    readonly bool _isGraph;
    readonly bool _isMapped;

    public ScalePlan(ScaleParts parts, PlanRequest request, bool isGraph, bool isMapped)
    {
        (_parts, _request, _isGraph, _isMapped) = (parts, request, isGraph, isMapped);
        _indexes = Array.FindAll(parts.Indexes, index => index.Vectors == request.Vectors);
        if (_indexes.Length < 2 || parts.Planners.Length < 2)
            throw new ArgumentException($"The measured parts have fewer than two indexes of \"{request.Vectors}\" vectors, or balancers. Measure them with scale-parts.");
        Shards = (int)Math.Clamp(Math.Ceiling(request.Items / ItemsAShard), FewestShards, CatalogSettings.MaxShards);
        Shards = (int)Math.Min(CatalogSettings.MaxShards, Silos * Math.Ceiling(Shards / Silos));
        // A silo without a shard of its own answers nobody.
        while (Silos > Shards && Shards < CatalogSettings.MaxShards)
            Shards = (int)Math.Min(CatalogSettings.MaxShards, Silos);
    }

    /// <summary>The cheapest plan of all ways to hold the catalogue.</summary>
    public static ScalePlan Cheapest(ScaleParts parts, PlanRequest request) =>
        All(parts, request).MinBy(plan => plan.MoneyAMonth)!;

    public static IEnumerable<ScalePlan> All(ScaleParts parts, PlanRequest request) =>
        from isGraph in (bool[])[false, true]
        from isMapped in (bool[])[false, true]
        select new ScalePlan(parts, request, isGraph, isMapped);

    public PlanRequest Request => _request;

    public string Index => $"{(_isGraph ? "graph" : "exact")}, float16{(_isMapped ? " mapped" : "")}";

    /// <summary>One a million items, at least 8, rounded up to a multiple of the silos so that all have the same share; at most what the product allows.</summary>
    public int Shards { get; private set; }

    public double ItemsOfAShard => _request.Items / Shards;

    /// <summary>float16 vectors grow with the dimension; codes, ids and links do not.</summary>
    public double BytesAnItem =>
        (_isMapped ? _parts.Memory.Mapped : _parts.Memory.Float16 + sizeof(ushort) * (_request.Dimension - _parts.Dimension))
        + (_isGraph ? _parts.Memory.Graph : 0)
        + _request.AttributeBytes;

    /// <summary>Milliseconds of one processor for a query, all silos together: every shard is searched.</summary>
    public double SearchMs => Shards * SearchMsOf(ItemsOfAShard);

    /// <summary>The most that any of memory, processors, latency and disks ask for, at least one a replica; at most one a shard.</summary>
    public double Silos => Math.Min(CatalogSettings.MaxShards, NeededSilos);

    double NeededSilos => Needs().Max(need => need.Silos);

    /// <summary>What asks for that many silos.</summary>
    public string Bound => Needs().MaxBy(need => need.Silos).Name;

    /// <summary>GB of items in the memory of a silo.</summary>
    public double MemoryOfASilo => _request.Items * _request.Replicas * BytesAnItem / Silos / Gigabyte;

    /// <summary>GB of mapped vectors on the local disk of a silo.</summary>
    public double DiskOfASilo => _isMapped ? _request.Items * _request.Replicas * sizeof(ushort) * _request.Dimension / Silos / Gigabyte : 0;

    /// <summary>TB in PostgreSQL: float32 vectors, attributes and pictures.</summary>
    public double StoreTb => _request.Items
        * (_parts.ItemBytes + sizeof(float) * (_request.Dimension - _parts.Dimension) + _request.PictureBytes * _parts.PictureOverhead)
        / 1e12;

    /// <summary>Milliseconds of a query by id when nothing else is asked: the search of a silo, the sending and the merging. The network comes on top.</summary>
    public double QueryMs => SearchMs / Silos / _request.SiloCores + SendingMs + Silos * _parts.Call.MergeUs / 1000;

    /// <summary>Milliseconds in which the coordinator sends a query's calls: half of a call's work is at its end, and all of its processors share it.</summary>
    double SendingMs => Silos * _parts.Call.CpuUs / 2 / _request.SiloCores / 1000;

    /// <summary>Pictures a second while the catalogue is loaded, and while queries are at their peak.</summary>
    public double IngestRate => _request.Items / (_request.IngestDays * SecondsADay);

    public double QueryPictures => _request.Qps * _request.PictureQueries;

    /// <summary>GPUs, not one of which is more than half busy with queries.</summary>
    public double IngestGpus => Math.Ceiling(IngestRate / _request.GpuRate);

    public double QueryGpus => Math.Ceiling(QueryPictures / (_request.GpuRate * _request.Busy));

    /// <summary>Processors instead of GPUs.</summary>
    public double IngestCores => Math.Ceiling(IngestRate * _parts.EmbeddingMs / 1000);

    public double QueryCores => Math.Ceiling(QueryPictures * _parts.EmbeddingMs / 1000 / _request.Busy);

    /// <summary>Silos, the store's server (of a silo's size) with its disk, local disks, and the cheaper of GPUs and processors for the pictures of queries.</summary>
    public double MoneyAMonth
    {
        get
        {
            var prices = _request.Prices;
            var machine = HoursAMonth * (_request.SiloCores * prices.Cpu + _request.SiloMemory * prices.Memory);
            var pictures = HoursAMonth * Math.Min(QueryGpus * prices.Gpu, QueryCores * prices.Cpu);
            return (Silos + 1) * machine + (StoreTb * 1000 + Silos * DiskOfASilo) * prices.Disk + pictures;
        }
    }

    /// <summary>The cheaper of GPUs and processors to embed the catalogue once.</summary>
    public double MoneyOfIngest =>
        24 * _request.IngestDays * Math.Min(IngestGpus * _request.Prices.Gpu, IngestCores * _request.Prices.Cpu);

    /// <summary>What comes to an end, the fullest first.</summary>
    public IReadOnlyList<PlanWall> Walls
    {
        get
        {
            var (limits, planner) = (_request.Limits, Planner(Silos));
            var writes = Math.Max(IngestRate, _request.Items * _request.ChangedADay / SecondsADay);
            return
            [
                .. new PlanWall[]
                {
                    new("cluster loads from PostgreSQL", _request.Items * _request.Replicas / _parts.Postgres.Read / 60, limits.ColdStart, "min"),
                    new("indexes are built after a start", BuildSecondsOfASilo / 60, limits.IndexBuild, "min"),
                    new("size of PostgreSQL", StoreTb, limits.StoreTb, "TB"),
                    new("writes to PostgreSQL", writes, _parts.Postgres.Written * limits.StoreBusy, "items a second"),
                    new("a shard for every silo", NeededSilos, CatalogSettings.MaxShards, "shards"),
                    new("balancer's look", planner.PlanMs * Shards / PlannedShards, limits.BalancerMs, "ms"),
                    new("a new map to all silos", planner.MapBytes * Shards / PlannedShards * Silos / 1e6, limits.MapMb, "MB"),
                    new("one membership table", NeededSilos, limits.Silos, "silos"),
                    new("sending a query's calls", SendingMs, limits.SendingMs, "ms"),
                }.OrderByDescending(wall => wall.Fill),
            ];
        }
    }

    /// <summary>Codes are learnt and graphs built by half of the processors, one index after another.</summary>
    double BuildSecondsOfASilo
    {
        get
        {
            var seconds = Scale(ItemsOfAShard, index => index.LearnSeconds) + (_isGraph ? Grow(ItemsOfAShard, index => index.GraphSeconds) : 0);
            return Shards * _request.Replicas / Silos * seconds / (_request.SiloCores / 2.0);
        }
    }

    IEnumerable<(string Name, double Silos)> Needs()
    {
        var perQuery = SearchMs * HedgingWork;
        var cores = _request.SiloCores * _request.Busy * 1000;
        yield return ("replicas", _request.Replicas);
        yield return ("memory", Math.Ceiling(_request.Items * _request.Replicas * BytesAnItem / Gigabyte / (_request.SiloMemory * _request.MemoryFill)));
        // Every silo adds a call to every query, so silos = (search + silos × call) / cores a silo, solved for the silos.
        var left = cores - _request.Qps * HedgingWork * _parts.Call.CpuUs / 1000;
        yield return ("processors", left > 0 ? Math.Ceiling(_request.Qps * perQuery / left) : double.PositiveInfinity);
        yield return ("latency", Math.Ceiling(SearchMs / (_request.SiloCores * _request.SearchMs)));
        if (_isMapped)
        {
            var reads = Shards * Grow(ItemsOfAShard, index => _isGraph ? index.GraphRescored : index.Rescored);
            var pages = Math.Ceiling(sizeof(ushort) * _request.Dimension / 4096.0);
            yield return ("disk reads", Math.Ceiling(_request.Qps * HedgingWork * reads * pages / _request.DiskReads));
        }
    }

    double SearchMsOf(double rows) =>
        (_isGraph ? Grow(rows, index => index.GraphMs) : Scale(rows, index => index.ExactMs)) * _request.Dimension / _parts.Dimension;

    /// <summary>In proportion to the rows, from the largest index of that kind of vectors: a scan, and the coding of every row.</summary>
    double Scale(double rows, Func<IndexPart, double> value) => value(_indexes[^1]) * rows / _indexes[^1].Rows;

    /// <summary>
    /// From the largest index of that kind of vectors by a power law: value = last × (rows / last's rows) ^ exponent. The exponent is that of the two
    /// largest drawn indexes, the largest that were measured, where there are such; never below 0.
    /// </summary>
    double Grow(double rows, Func<IndexPart, double> value)
    {
        var growth = Array.FindAll(_parts.Indexes, index => index.Vectors == PlanRequest.Drawn);
        var (smaller, larger) = growth.Length > 1 ? (growth[^2], growth[^1]) : (_indexes[^2], _indexes[^1]);
        var exponent = Math.Max(0, Exponent(smaller.Rows, value(smaller), larger.Rows, value(larger)));
        return value(_indexes[^1]) * Math.Pow(rows / _indexes[^1].Rows, exponent);
    }

    PlannerPart Planner(double silos)
    {
        var (fewer, more) = (_parts.Planners[^2], _parts.Planners[^1]);
        return new PlannerPart(
            (int)silos,
            Power(silos, fewer.Silos, fewer.PlanMs, more.Silos, more.PlanMs),
            Power(silos, fewer.Silos, fewer.MapBytes, more.Silos, more.MapBytes));
    }

    static double Power(double at, double x1, double y1, double x2, double y2) => y2 * Math.Pow(at / x2, Exponent(x1, y1, x2, y2));

    static double Exponent(double x1, double y1, double x2, double y2) => Math.Log(y2 / y1) / Math.Log(x2 / x1);
}
