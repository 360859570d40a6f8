namespace FashionOrleans.Load;

/// <summary>
/// When requests are due: a Poisson process, as of many strangers who do not wait for each other. It does not know of answers, so a slow
/// server is asked as often as a quick one.
/// </summary>
/// <param name="rate">Requests a second.</param>
/// <param name="seed">The same seed gives the same schedule.</param>
sealed class Arrivals(double rate, int seed)
{
    readonly Random _random = new(seed);
    double _seconds;

    /// <summary>When the next request is due, counted from the start.</summary>
    public TimeSpan Next()
    {
        _seconds += -Math.Log(1 - _random.NextDouble()) / rate;
        return TimeSpan.FromSeconds(_seconds);
    }
}
