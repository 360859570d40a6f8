namespace FashionOrleans.Grains.Jobs;

/// <summary>Jobs that fill catalogues from feeds: section <c>FashionOrleans:Jobs</c>.</summary>
public sealed class IngestJobOptions
{
    /// <summary>The section's name, below <c>FashionOrleans</c>.</summary>
    public const string Section = "Jobs";

    /// <summary>The largest feed, in bytes.</summary>
    /// <value>Default: 256 MB. Allowed: 1 KB to 1 GB.</value>
    public long MaxFeedBytes { get; set; } = 256_000_000;

    /// <summary>The largest that a feed which comes in gzip may become, in bytes; <see cref="MaxFeedBytes"/> bounds what comes.</summary>
    /// <value>Default: 1 GB. Allowed: 1 KB to 10 GB.</value>
    public long MaxUnpackedFeedBytes { get; set; } = 1_000_000_000;

    /// <summary>How long fetching a feed may take.</summary>
    /// <value>Default: 10 minutes. Allowed: 1 second to 2 hours.</value>
    public TimeSpan FeedTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a silo looks for jobs that nobody works on.</summary>
    /// <value>Default: 2 seconds. Allowed: 100 milliseconds to 1 minute.</value>
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(2);
}
