using System.Diagnostics.Metrics;

namespace FashionOrleans.Search;

/// <summary>
/// The meter of the search, over all indexes of the process. Recording allocates nothing. Names follow the OpenTelemetry conventions
/// for metrics (https://opentelemetry.io/docs/specs/semconv/general/metrics/).
/// </summary>
public static class SearchMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "FashionOrleans.Search";

    static readonly Meter _meter = new(MeterName);

    static readonly Counter<long> _queries = _meter.CreateCounter<long>(
        "fashionorleans.search.queries", "{query}", "Queries answered, one for each index that a question went to.");

    static readonly Counter<long> _rowsScanned = _meter.CreateCounter<long>(
        "fashionorleans.search.rows_scanned", "{row}", "Rows that a query had to account for: those that its filter left in; of a walk through a graph, those it visited.");

    static readonly Histogram<int> _rowsRescored = _meter.CreateHistogram<int>(
        "fashionorleans.search.rows_rescored",
        "{row}",
        "Rows whose full vectors a query had to read.",
        tags: null,
        new InstrumentAdvice<int> { HistogramBucketBoundaries = [0, 10, 30, 100, 300, 1_000, 3_000, 10_000, 100_000] });

    static readonly Histogram<double> _queue = _meter.CreateHistogram<double>(
        "fashionorleans.search.queue.duration",
        "s",
        "Time a query waited for a scan thread, one for each index that a question went to.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5] });

    internal static void Record(int scanned, int rescored, TimeSpan queued)
    {
        _queries.Add(1);
        _rowsScanned.Add(scanned);
        _rowsRescored.Record(rescored);
        _queue.Record(queued.TotalSeconds);
    }
}
