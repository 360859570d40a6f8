namespace FashionOrleans.Grains.Queries;

/// <summary>How queries are answered.</summary>
public sealed class QueryOptions
{
    /// <summary>How long a query may take inside the cluster. What has not answered by then is left out, and the coverage says so.</summary>
    /// <value>Default: 5 seconds. Allowed: 10 milliseconds to 5 minutes.</value>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a query waits for a shard that is still loading before it goes on without it.</summary>
    /// <value>Default: 200 milliseconds. Allowed: 0 to 1 minute.</value>
    public TimeSpan LoadingGrace { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Queries that this silo coordinates at the same time.</summary>
    /// <value>Default: 64. Allowed: 1 to 10,000.</value>
    public int MaxConcurrent { get; set; } = 64;

    /// <summary>Queries that wait for their turn; further ones are refused at once.</summary>
    /// <value>Default: 256. Allowed: 0 to 100,000.</value>
    public int MaxQueued { get; set; } = 256;

    /// <summary>How long a query waits for its turn at most; one that is expected to wait for more than 0.6 of it, by the time that queries take of late, is refused at once.</summary>
    /// <value>Default: 500 milliseconds. Allowed: 0 to 1 minute.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a query that has waited and embedded for so long may search: the rest of its time is for fetching what was found.</summary>
    internal TimeSpan SearchLimit(TimeSpan elapsed) => (Deadline - elapsed) * 0.8;
}
