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

    /// <summary>Queries that run now.</summary>
    public long Running => options.Value.MaxConcurrent - _places.GetStatistics()!.CurrentAvailablePermits;

    /// <summary>Queries that wait now.</summary>
    public long Waiting => _places.GetStatistics()!.CurrentQueuedCount;

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

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
