using System.Threading.RateLimiting;

namespace FashionOrleans.Web.Security;

/// <summary>How often callers may ask this process: a token bucket a second, and a count a day.</summary>
/// <param name="time">Whose days count.</param>
sealed class RequestRates(TimeProvider time) : IDisposable
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    readonly DailyQuotas _days = new(time);

    // Buckets that are full for a while are let go, so that addresses do not pile up.
    readonly PartitionedRateLimiter<Caller> _seconds = PartitionedRateLimiter.Create<Caller, Caller>(caller => caller.RequestsPerSecond is { } rate
        ? RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions { TokenLimit = rate, TokensPerPeriod = rate, ReplenishmentPeriod = Second })
        : RateLimitPartition.GetNoLimiter(caller));

    /// <summary>Counts a request; returns how long the caller has to wait, or null when he may go on.</summary>
    public TimeSpan? Take(Caller caller)
    {
        using var lease = _seconds.AttemptAcquire(caller);
        return lease.IsAcquired ? _days.Take(caller)
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait
            : Second;
    }

    /// <inheritdoc/>
    public void Dispose() => _seconds.Dispose();
}
