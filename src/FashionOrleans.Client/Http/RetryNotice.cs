namespace FashionOrleans.Client;

/// <summary>An attempt failed and the client is about to wait and try again.</summary>
/// <param name="Attempt">The attempt that failed, from 1.</param>
/// <param name="Delay">How long the client waits.</param>
/// <param name="Reason">What the attempt failed with: a <see cref="ProblemException"/> when the server answered.</param>
public readonly record struct RetryNotice(int Attempt, TimeSpan Delay, Exception Reason);
