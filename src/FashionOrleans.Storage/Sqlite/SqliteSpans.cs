using System.Diagnostics;

namespace FashionOrleans.Storage.Sqlite;

/// <summary>
/// The spans of calls to SQLite, as Npgsql makes them of PostgreSQL (https://opentelemetry.io/docs/specs/semconv/database/). Null, and nothing
/// allocated, while nobody listens.
/// </summary>
static class SqliteSpans
{
    static readonly ActivitySource Source = new("FashionOrleans.Storage");

    /// <summary>Begins the span of a call.</summary>
    /// <param name="name"><c>sqlite.read</c> or <c>sqlite.write</c>.</param>
    /// <param name="call">The store's method.</param>
    public static Activity? Start(string name, string call)
    {
        var span = Source.StartActivity(name, ActivityKind.Client);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("db.system.name", "sqlite");
            span.SetTag("fashionorleans.store.call", call.EndsWith("Async", StringComparison.Ordinal) ? call[..^5] : call);
        }

        return span;
    }

    /// <summary>Says how long a write waited for its turn.</summary>
    public static void Waited(this Activity span, TimeSpan time) => span.SetTag("fashionorleans.queue_ms", time.TotalMilliseconds);

    /// <summary>Says why a call failed.</summary>
    public static void Fail(this Activity span, Exception exception)
    {
        span.SetTag("error.type", exception.GetType().FullName);
        span.SetStatus(ActivityStatusCode.Error, exception.Message);
    }
}
