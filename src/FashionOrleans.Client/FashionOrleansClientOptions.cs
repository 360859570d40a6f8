namespace FashionOrleans.Client;

/// <summary>How patient a <see cref="FashionOrleansClient"/> is.</summary>
public sealed record FashionOrleansClientOptions
{
    /// <summary>Time for one attempt, from the first byte sent to the last byte read.</summary>
    /// <value>The default is 100 seconds.</value>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Time for one call with all its attempts and the waits between them.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Attempts of one call that may end without an answer or in a gateway's error. A server that answers "not now"
    /// (429, 503) is alive, and is asked again until the deadline.
    /// </summary>
    /// <value>The default is 5.</value>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Wait before the second attempt; it doubles from attempt to attempt.</summary>
    /// <value>The default is 200 milliseconds.</value>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait, unless the server asks for a longer one.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Spreads the waits, so that many clients do not come back at once.</summary>
    /// <value>The default is <see cref="Random.Shared"/>.</value>
    public Random Jitter { get; init; } = Random.Shared;

    /// <summary>The clock of waits and deadlines.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Called before each wait.</summary>
    /// <value>The default is none.</value>
    public Action<RetryNotice>? OnRetry { get; init; }
}
