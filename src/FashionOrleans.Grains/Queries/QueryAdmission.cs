using System.Threading.RateLimiting;
using FashionOrleans.Contracts;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Queries;

/// <summary>
/// Lets so many queries of a silo run at a time and so many wait, none for long. Whoever comes when all places are taken, or would wait too long by
/// the time that queries take of late, is sent away at once: an answer past anybody's patience would only keep others waiting.
/// </summary>
public sealed class QueryAdmission : IDisposable
{
    // The weight of the newest query in the mean of what queries take: some thirty queries after the load has changed, so has the mean.
    const double Newest = 0.1;

    // Waits are not known ahead, and whoever waited in vain for as long as is allowed has got the slowest of all answers and cost others a place: so
    // nobody begins to wait who is expected to need more than this share of it.
    const double Expectable = 0.6;

    readonly QueryOptions _options;
    readonly TimeProvider _time;
    readonly ConcurrencyLimiter _places;
    readonly Lock _lock = new();
    double _meanSeconds;
    int _waiting;
    long _refused;

    /// <summary>Called by the container.</summary>
    public QueryAdmission(IOptions<QueryOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = _options.MaxConcurrent,
            QueueLimit = _options.MaxQueued,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Queries that run now.</summary>
    public long Running => _options.MaxConcurrent - _places.GetStatistics()!.CurrentAvailablePermits;

    /// <summary>Queries that wait now.</summary>
    public long Waiting => _places.GetStatistics()!.CurrentQueuedCount;

    /// <summary>Waits for a place; dispose of it to make room for the next query.</summary>
    /// <exception cref="FashionOrleansException">All places are taken, the waiting ones too, or the wait is too long (<see cref="ErrorCodes.Overloaded"/>).</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var place = _places.AttemptAcquire();
        if (!place.IsAcquired)
        {
            place.Dispose();
            place = await WaitAsync(cancellationToken);
        }

        return place.IsAcquired ? new Place(this, place, _time.GetTimestamp()) : throw Refuse(place, "are too many. ");
    }

    /// <summary>How many run and wait now.</summary>
    public QueryPlaces Describe()
    {
        var statistics = _places.GetStatistics()!;
        return new QueryPlaces(
            _options.MaxConcurrent - (int)statistics.CurrentAvailablePermits,
            (int)statistics.CurrentQueuedCount,
            Interlocked.Read(ref _refused),
            _options.MaxConcurrent,
            _options.MaxQueued);
    }

    /// <summary>
    /// Why a query that came now would be refused at once; null when it would not. Whoever asks this before it reads a request refuses it at a small part of
    /// the price.
    /// </summary>
    public string? RefusalNow() => Volatile.Read(ref _waiting) switch
    {
        0 => null,
        var waiting when waiting >= _options.MaxQueued => Sentence("are too many. "),
        _ => WaitsTooLong() ? Sentence(WouldWait) : null,
    };

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    string WouldWait => $"would probably wait for longer than {_options.MaxWait.TotalSeconds:0.###} s. ";

    async ValueTask<RateLimitLease> WaitAsync(CancellationToken cancellationToken)
    {
        if (WaitsTooLong())
        {
            throw Refuse(null, WouldWait);
        }

        using var patience = new CancellationTokenSource(_options.MaxWait, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        Interlocked.Increment(ref _waiting);
        try
        {
            return await _places.AcquireAsync(permitCount: 1, stop.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Refuse(null, $"have waited for {_options.MaxWait.TotalSeconds:0.###} s. ");
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    bool WaitsTooLong()
    {
        lock (_lock)
        {
            return _meanSeconds * Volatile.Read(ref _waiting) / _options.MaxConcurrent > Expectable * _options.MaxWait.TotalSeconds;
        }
    }

    void Left(long entered)
    {
        var seconds = _time.GetElapsedTime(entered).TotalSeconds;
        lock (_lock)
        {
            _meanSeconds += Newest * (seconds - _meanSeconds);
        }
    }

    FashionOrleansException Refuse(RateLimitLease? place, string reason)
    {
        place?.Dispose();
        Interlocked.Increment(ref _refused);
        return new FashionOrleansException(ErrorCodes.Overloaded, Sentence(reason));
    }

    string Sentence(string reason) =>
        $"{_options.MaxConcurrent} queries run and {Volatile.Read(ref _waiting)} wait already; more {reason}Try again in a second; add silos with the role '{SiloRoles.Query}' if it stays so.";

    sealed class Place(QueryAdmission admission, RateLimitLease lease, long entered) : IDisposable
    {
        bool _left;

        public void Dispose()
        {
            if (!_left)
            {
                _left = true;
                admission.Left(entered);
                lease.Dispose();
            }
        }
    }
}
