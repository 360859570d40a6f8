namespace FashionOrleans.Client;

/// <summary>With which key a <see cref="FashionOrleansClient"/> asks, and how patient it is.</summary>
public sealed record FashionOrleansClientOptions
{
    // A timer takes at most 49 days.
    static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>The server's root, such as <c>http://127.0.0.1:5080</c>; a path below it is kept. Read by <c>AddFashionOrleansClient</c> alone:
    /// a client that is made by hand is given its address.</summary>
    /// <value>None; <c>AddFashionOrleansClient</c> needs it.</value>
    public Uri? Server { get; set; }

    /// <summary>The key that every request carries, for a server that needs one. It goes over the wire as it is: where others may listen, give a
    /// <see cref="Server"/> with https. Keep it out of files that are shared; it is left out of <see cref="ToString"/>.</summary>
    /// <value>The default is none.</value>
    public string? ApiKey { get; set; }

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

    /// <summary>The options, without the key.</summary>
    public override string ToString() =>
        $"{nameof(FashionOrleansClientOptions)} {{ {nameof(Server)} = {Server}, {nameof(AttemptTimeout)} = {AttemptTimeout}, {nameof(Deadline)} = {Deadline}, {nameof(MaxAttempts)} = {MaxAttempts} }}";

    /// <summary>One sentence for each wrong value, naming the option, the value and what is allowed; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (Server is { } server && !(server.IsAbsoluteUri && server.Scheme is "http" or "https"))
            yield return $"{nameof(Server)} is '{server}', which is not an address. Give one such as http://127.0.0.1:5080.";
        if (ApiKey is { } key && (key.Length == 0 || key.Any(letter => letter is <= ' ' or > '~')))
            yield return $"{nameof(ApiKey)} is empty or has blanks or letters that no key has. Give it as the server's command 'key' printed it.";
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
