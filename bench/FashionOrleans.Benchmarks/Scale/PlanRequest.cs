namespace FashionOrleans.Benchmarks.Scale;

/// <summary>What a system is planned for, and the machines it is planned on.</summary>
sealed record PlanRequest
{
    /// <summary>Vectors of product photos: what searches of them cost was measured up to some ten thousand.</summary>
    public const string Photos = "photos";

    /// <summary>Drawn vectors, measured up to some hundred thousand: harder than photos for a graph, since within a cluster all are about equally far apart.</summary>
    public const string Drawn = "drawn";

    /// <summary>Items of the catalogue.</summary>
    public required double Items { get; init; }

    /// <summary>Of the vectors.</summary>
    public required int Dimension { get; init; }

    /// <summary>The kind of vectors whose measured searches are extrapolated.</summary>
    public string Vectors { get; init; } = Photos;

    /// <summary>Queries a second at the busiest time.</summary>
    public required double Qps { get; init; }

    /// <summary>The share of the queries that bring a picture to be embedded; the others name an item.</summary>
    public double PictureQueries { get; init; } = 0.5;

    /// <summary>Silos that hold each shard.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>Bytes of a kept picture.</summary>
    public double PictureBytes { get; init; } = 30_000;

    /// <summary>Bytes of the attributes in memory.</summary>
    public double AttributeBytes { get; init; } = 250;

    /// <summary>Days in which the catalogue is to be embedded once.</summary>
    public double IngestDays { get; init; } = 7;

    /// <summary>The share of the items that is written anew each day.</summary>
    public double ChangedADay { get; init; } = 0.05;

    /// <summary>Processors of a silo.</summary>
    public int SiloCores { get; init; } = 16;

    /// <summary>Memory of a silo, GB.</summary>
    public double SiloMemory { get; init; } = 128;

    /// <summary>The share of a silo's memory that items may take.</summary>
    public double MemoryFill { get; init; } = 0.7;

    /// <summary>The share of the processors' time that queries may take; the simulation shows what more does to the tail.</summary>
    public double Busy { get; init; } = 0.5;

    /// <summary>Milliseconds that the search of one query may take on idle silos.</summary>
    public double SearchMs { get; init; } = 100;

    /// <summary>Random reads of 4 KB a second from the local disk of a silo, for mapped vectors.</summary>
    public double DiskReads { get; init; } = 100_000;

    /// <summary>Pictures a second of a GPU.</summary>
    public double GpuRate { get; init; } = 2858;

    public PlanPrices Prices { get; init; } = new();

    public PlanLimits Limits { get; init; } = new();
}
