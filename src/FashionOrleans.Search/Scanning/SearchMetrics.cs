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
        "fashionorleans.search.rows_scanned", "{row}", "Rows that a query had to account for: those that its filter left in.");

    static readonly Histogram<int> _rowsRescored = _meter.CreateHistogram<int>(
        "fashionorleans.search.rows_rescored", "{row}", "Rows whose full vectors a query had to read.");

    internal static void Record(int scanned, int rescored)
    {
        _queries.Add(1);
        _rowsScanned.Add(scanned);
        _rowsRescored.Record(rescored);
    }
}
