namespace FashionOrleans.Contracts;

/// <summary>A warning or an error that a process has logged; the same one again counts up instead of taking another place.</summary>
/// <param name="At">When it was logged last.</param>
/// <param name="IsError">Whether it is an error, not a warning.</param>
/// <param name="Category">Who logged it.</param>
/// <param name="Event">The name of the event; its number where it has no name.</param>
/// <param name="Message">What it says, shortened, without passwords and keys.</param>
/// <param name="Count">How often it was logged.</param>
[GenerateSerializer, Immutable]
public sealed record LogEvent(DateTimeOffset At, bool IsError, string Category, string Event, string Message, int Count);
