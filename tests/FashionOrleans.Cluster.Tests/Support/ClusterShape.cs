namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>What a <see cref="LocalCluster"/> is made of.</summary>
sealed record ClusterShape
{
    /// <summary>Silos that hold shards and answer queries.</summary>
    public int Silos { get; init; } = 3;

    /// <summary>Silos that embed pictures and do nothing else.</summary>
    public int EmbeddingSilos { get; init; } = 1;

    /// <summary>Web processes; clients use another one when theirs is gone.</summary>
    public int Webs { get; init; } = 2;

    /// <summary>The folder of the model packs; null for the repository's.</summary>
    public string? Models { get; init; }

    /// <summary>Hosts that pictures are fetched from although they are not public.</summary>
    public string? AllowedHosts { get; init; }

    /// <summary>Whether silos find each other by Redis instead of PostgreSQL.</summary>
    public bool Redis { get; init; }

    /// <summary>Whether a silo that is silent is waited for, for a minute and more, instead of being replaced after seconds.</summary>
    public bool PatientMembership { get; init; }

    /// <summary>Whether the database lies on a file system of its own, which a test can fill.</summary>
    public bool SmallDisk { get; init; }

    /// <summary>Whether a test can set the clocks of silos.</summary>
    public bool FalseClocks { get; init; }
}
