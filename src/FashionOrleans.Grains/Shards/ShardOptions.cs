namespace FashionOrleans.Grains.Shards;

/// <summary>How copies of shards are kept and moved: section <c>FashionOrleans:Shards</c>.</summary>
public sealed class ShardOptions
{
    /// <summary>How often a storage silo asks the store whether its copies are the newest, and tells the balancer what it holds.</summary>
    /// <value>Default: 1 second. Allowed: 100 milliseconds to 10 seconds.</value>
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a copy counts as current after the store confirmed it. Shorter than what it takes to replace a silo that fell silent, so that
    /// one that wakes up again knows that it may have been.
    /// </summary>
    /// <value>Default: 3 seconds. Allowed: <see cref="Period"/> to 1 minute.</value>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a silo keeps a copy that nobody wants any more, for those who have not heard of it yet.</summary>
    /// <value>Default: 10 seconds. Allowed: 0 to 10 minutes.</value>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a silo that stops waits until its shards are elsewhere.</summary>
    /// <value>Default: 1 minute. Allowed: 0 to 1 hour.</value>
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether shards move by themselves when silos join or are unevenly loaded.</summary>
    /// <value>Default: true.</value>
    public bool Balance { get; set; } = true;
}
