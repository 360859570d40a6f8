namespace FashionOrleans.Web.Security;

/// <summary>How many requests callers have made today, by UTC.</summary>
/// <param name="time">Says which day it is.</param>
sealed class DailyQuotas(TimeProvider time)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    DateTime _day;

    /// <summary>Counts a request; returns the time until the next day when the caller's quota is used up.</summary>
    public TimeSpan? Take(Caller caller)
    {
        if (caller.RequestsPerDay is not { } quota)
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        lock (_lock)
        {
            if (now.Date != _day)
            {
                _day = now.Date;
                _counts.Clear();
            }

            var count = _counts.GetValueOrDefault(caller.Name);
            if (count >= quota)
            {
                return _day.AddDays(1) - now;
            }

            _counts[caller.Name] = count + 1;
            return null;
        }
    }
}
