namespace FashionOrleans.Ingest.Fetching;

/// <summary>Fetches again what may be there later: after a wait that grows with each attempt and is drawn, so that many do not come at the same moment.</summary>
/// <param name="attempts">How often at most.</param>
/// <param name="time">Time.</param>
/// <param name="draw">Draws a number from 0 to 1.</param>
public sealed class PatientFetcher(int attempts, TimeProvider time, Func<double> draw)
{
    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // Another server may ask for more than anybody waits.
    static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(2);

    /// <summary>Fetches until it succeeds, asking again does not help, or it was asked often enough.</summary>
    /// <exception cref="FetchException">What the last attempt ended with.</exception>
    public async Task<T> FetchAsync<T>(Func<CancellationToken, Task<T>> fetch, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                return await fetch(stop);
            }
            catch (FetchException refusal) when (refusal.IsTransient && attempt < attempts)
            {
                wait = Wait(attempt, refusal.RetryAfter);
            }

            await Task.Delay(wait, time, stop);
        }
    }

    /// <summary>Half of a doubling wait is fixed and half drawn; what the other server asks for is never undercut, up to two minutes.</summary>
    TimeSpan Wait(int attempt, TimeSpan? asked)
    {
        var ceiling = Math.Min(LongestWait.TotalSeconds, FirstWait.TotalSeconds * Math.Pow(2, attempt - 1));
        var own = TimeSpan.FromSeconds(ceiling * (0.5 + (0.5 * draw())));
        return asked > own ? asked < LongestAsked ? asked.Value : LongestAsked : own;
    }
}
