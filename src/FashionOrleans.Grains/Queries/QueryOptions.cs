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
}
