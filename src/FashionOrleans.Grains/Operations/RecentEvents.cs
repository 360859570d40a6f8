using System.Collections.Immutable;
using System.Globalization;
using FashionOrleans.Contracts;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Operations;

/// <summary>
/// The latest warnings and errors that this process has logged. The same one again counts up: what repeats each second does not drive out the rest.
/// </summary>
/// <param name="time">Says when it is.</param>
public sealed class RecentEvents(TimeProvider time) : ILoggerProvider
{
    /// <summary>Different events that are remembered; the one that was logged longest ago gives way.</summary>
    public const int Capacity = 200;

    const int LongestMessage = 500;

    readonly record struct Key(bool IsError, string Category, string Event, string Message);

    readonly Lock _changing = new();
    readonly LinkedList<LogEvent> _newestFirst = [];
    readonly Dictionary<Key, LinkedListNode<LogEvent>> _known = [];

    /// <summary>The latest ones, the newest first.</summary>
    /// <param name="count">How many at most.</param>
    public ImmutableArray<LogEvent> Read(int count)
    {
        lock (_changing)
        {
            return [.. _newestFirst.Take(count)];
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    void Add(bool isError, string category, EventId id, string message)
    {
        var hidden = SecretText.Hide(message);
        var text = hidden.Length > LongestMessage ? hidden[..(LongestMessage - 1)] + "…" : hidden;
        var key = new Key(isError, category, id.Name ?? id.Id.ToString(CultureInfo.InvariantCulture), text);
        lock (_changing)
        {
            var count = 1;
            if (_known.TryGetValue(key, out var known))
            {
                count += known.Value.Count;
                _newestFirst.Remove(known);
            }
            else if (_newestFirst.Count == Capacity)
            {
                var oldest = _newestFirst.Last!.Value;
                _known.Remove(new Key(oldest.IsError, oldest.Category, oldest.Event, oldest.Message));
                _newestFirst.RemoveLast();
            }

            _known[key] = _newestFirst.AddFirst(new LogEvent(time.GetUtcNow(), isError, category, key.Event, text, count));
        }
    }

    sealed class Logger(RecentEvents events, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Warning or LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var message = formatter(state, exception);
                events.Add(logLevel > LogLevel.Warning, category, eventId, exception is null ? message : $"{message}: {exception.GetType().Name}: {exception.Message}");
            }
        }
    }
}
