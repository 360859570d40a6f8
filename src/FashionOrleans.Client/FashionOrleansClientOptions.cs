namespace FashionOrleans.Client;

/// <summary>How patient a <see cref="FashionOrleansClient"/> is.</summary>
public sealed record FashionOrleansClientOptions
{
    // A timer takes at most 49 days.
    static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>The server's root, such as <c>http://127.0.0.1:5080</c>; a path below it is kept. Read by <c>AddFashionOrleansClient</c> alone:
    /// a client that is made by hand is given its address.</summary>
    /// <value>None; <c>AddFashionOrleansClient</c> needs it.</value>
    public Uri? Server { get; set; }

    /// <summary>Time for one attempt, from the first byte sent to the last byte read.</summary>
    /// <value>The default is 100 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Time for one call with all its attempts and the waits between them.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Attempts of one call that may end without an answer or in a gateway's error. A server that answers "not now"
    /// (429, 503) is alive, and is asked again until the deadline.
    /// </summary>
    /// <value>The default is 5.</value>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Wait before the second attempt; it doubles from attempt to attempt.</summary>
    /// <value>The default is 200 milliseconds.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait, unless the server asks for a longer one.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Spreads the waits, so that many clients do not come back at once.</summary>
    /// <value>The default is <see cref="Random.Shared"/>.</value>
    public Random Jitter { get; set; } = Random.Shared;

    /// <summary>The clock of waits and deadlines.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Called before each wait.</summary>
    /// <value>The default is none.</value>
    public Action<RetryNotice>? OnRetry { get; set; }

    /// <summary>One sentence for each wrong value, naming the option, the value and what is allowed; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (Server is { } server && !(server.IsAbsoluteUri && server.Scheme is "http" or "https"))
            yield return $"{nameof(Server)} is '{server}', which is not an address. Give one such as http://127.0.0.1:5080.";
        if (MaxAttempts < 1)
            yield return $"{nameof(MaxAttempts)} is {MaxAttempts}; it must be 1 or more.";
        foreach (var (name, time) in ((string, TimeSpan)[])[(nameof(AttemptTimeout), AttemptTimeout), (nameof(Deadline), Deadline)])
            if (time <= TimeSpan.Zero || time > Longest)
                yield return $"{name} is {time}; it must be more than nothing and at most {Longest.TotalDays:N0} days.";
        foreach (var (name, time) in ((string, TimeSpan)[])[(nameof(BaseDelay), BaseDelay), (nameof(MaxDelay), MaxDelay)])
            if (time < TimeSpan.Zero || time > Longest)
                yield return $"{name} is {time}; it must be from 00:00:00 to {Longest.TotalDays:N0} days.";
    }
}
