namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>What is simulated. Times are milliseconds.</summary>
sealed record FanOutModel
{
    public required int Shards { get; init; }

    /// <summary>Shards that a silo writes; the number of silos follows.</summary>
    public int ShardsPerSilo { get; init; } = 8;

    /// <summary>Silos that hold each shard.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>Whether slow silos are hedged.</summary>
    public bool Hedging { get; init; } = true;

    /// <summary>Whether a silo that was overtaken several times is asked last for a while, as in the product.</summary>
    public bool Suspicions { get; init; } = true;

    /// <summary>The share of its time that a silo would work without hedging: sets how many queries come.</summary>
    public required double Utilisation { get; init; }

    /// <summary>How long a silo works at a call about all the shards that it writes; a part of them takes that part of it.</summary>
    public required ServiceTimes Service { get; init; }

    /// <summary>Mean time between two pauses of a silo (garbage collection, a noisy neighbour), during which it does nothing; 0 for none.</summary>
    public double PauseEvery { get; init; }

    /// <summary>Mean length of a pause; lengths are exponential.</summary>
    public double Pause { get; init; }

    /// <summary>From a silo to another.</summary>
    public double Network { get; init; }

    /// <summary>The coordinator sends one call after another, so long each.</summary>
    public double Sending { get; init; }

    /// <summary>When a query ends with what it has: the part of the default deadline that the product leaves to the search.</summary>
    public double Deadline { get; init; } = 4000;

    /// <summary>Silos that receive calls and never answer.</summary>
    public int StuckSilos { get; init; }

    /// <summary>Silos that coordinate queries, each of which learns by itself what is usual; null for all silos.</summary>
    public int? Coordinators { get; init; }

    /// <summary>Queries that are counted; a tenth of that goes before them and is not.</summary>
    public int Queries { get; init; } = 20_000;

    public int Seed { get; init; } = 1;

    public int Silos => (Shards + ShardsPerSilo - 1) / ShardsPerSilo;
}
