using System.Globalization;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>How queries of a stretch of time were answered. Safe to use from many threads.</summary>
sealed class QueryStatistics
{
    readonly List<double> _milliseconds = [];
    readonly Lock _changing = new();

    public int Full { get; private set; }

    public int Partial { get; private set; }

    public int Behind { get; private set; }

    public int Refused { get; private set; }

    public int Count => Full + Partial + Refused;

    /// <summary>The share of queries that every shard answered; 1 where there were none.</summary>
    public double FullShare => Count == 0 ? 1 : (double)Full / Count;

    public void Add(QueryAnswer? answer, TimeSpan took)
    {
        lock (_changing)
        {
            _milliseconds.Add(took.TotalMilliseconds);
            _ = answer switch
            {
                null => Refused++,
                { IsFull: true } => Full++,
                _ => Partial++,
            };
            Behind += answer is { IsCurrent: false } ? 1 : 0;
        }
    }

    public void Add(QueryStatistics other)
    {
        lock (_changing)
        {
            _milliseconds.AddRange(other._milliseconds);
            (Full, Partial, Behind, Refused) = (Full + other.Full, Partial + other.Partial, Behind + other.Behind, Refused + other.Refused);
        }
    }

    /// <summary>A quantile of the latencies, in milliseconds.</summary>
    public double Quantile(double share)
    {
        lock (_changing)
        {
            if (_milliseconds.Count == 0)
            {
                return 0;
            }

            _milliseconds.Sort();
            return _milliseconds[(int)(share * (_milliseconds.Count - 1))];
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count} queries: {Full} full, {Behind} by a copy that was behind, {Partial} partial, {Refused} refused; p50 {Quantile(0.5):0} ms, p99 {Quantile(0.99):0} ms, max {Quantile(1):0} ms");
}
