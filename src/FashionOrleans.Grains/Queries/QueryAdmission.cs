using System.Threading.RateLimiting;
using FashionOrleans.Contracts;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Queries;

/// <summary>
/// Lets so many queries of a silo run at a time and so many wait; whoever comes when all places are taken is sent away at once, since an
/// answer past its deadline would only keep others waiting.
/// </summary>
public sealed class QueryAdmission(IOptions<QueryOptions> options) : IDisposable
{
    readonly ConcurrencyLimiter _places = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxConcurrent,
        QueueLimit = options.Value.MaxQueued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a place; dispose of it to make room for the next query.</summary>
    /// <exception cref="FashionOrleansException">All places are taken, the waiting ones too (<see cref="ErrorCodes.Overloaded"/>).</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var place = await _places.AcquireAsync(permitCount: 1, cancellationToken);
        if (place.IsAcquired)
        {
            return place;
        }

        place.Dispose();
        throw new FashionOrleansException(
            ErrorCodes.Overloaded,
            $"{options.Value.MaxConcurrent} queries run and {options.Value.MaxQueued} wait already. Try again in a second; add silos with the role '{SiloRoles.Query}' if it stays so.");
    }

    /// <summary>How many run and wait now.</summary>
    public QueryPlaces Describe()
    {
        var statistics = _places.GetStatistics()!;
        return new QueryPlaces(
            options.Value.MaxConcurrent - (int)statistics.CurrentAvailablePermits,
            (int)statistics.CurrentQueuedCount,
            statistics.TotalFailedLeases,
            options.Value.MaxConcurrent,
            options.Value.MaxQueued);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
