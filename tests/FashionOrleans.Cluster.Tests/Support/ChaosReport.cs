using System.Globalization;
using System.Text;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>What a chaos run went through, summed up by fault.</summary>
sealed class ChaosReport
{
    readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    readonly List<string> _conclusions = [];

    public void Add(string fault, TimeSpan complete, QueryStatistics single, QueryStatistics doubled)
    {
        if (!_rows.TryGetValue(fault, out var row))
        {
            row = _rows[fault] = new Row();
        }

        row.Complete.Add(complete);
        row.Single.Add(single);
        row.Doubled.Add(doubled);
    }

    /// <summary>A sentence under the table.</summary>
    public void Conclude(string sentence) => _conclusions.Add(sentence);

    /// <summary>A table, and what else there is to say.</summary>
    public string ToMarkdown(int seed)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_rows.Values.Sum(row => row.Complete.Count)} faults, seed {seed}.");
        text.AppendLine();
        text.AppendLine("| fault | times | all shards answer again after, median and worst | one copy: queries, full, partial, refused; p99 | two copies: queries, full, partial, refused; p99 |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (var (fault, row) in _rows)
        {
            row.Complete.Sort();
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {fault} | {row.Complete.Count} | {row.Complete[row.Complete.Count / 2].TotalSeconds:0.0} s, {row.Complete[^1].TotalSeconds:0.0} s | {Describe(row.Single)} | {Describe(row.Doubled)} |");
        }

        text.AppendLine();
        _conclusions.ForEach(sentence => text.AppendLine(CultureInfo.InvariantCulture, $"- {sentence}"));
        return text.ToString();
    }

    static string Describe(QueryStatistics queries) => string.Create(
        CultureInfo.InvariantCulture,
        $"{queries.Count}: {queries.FullShare:0.00%}, {queries.Partial}, {queries.Refused}; {queries.Quantile(0.99):0} ms");

    sealed class Row
    {
        public List<TimeSpan> Complete { get; } = [];

        public QueryStatistics Single { get; } = new();

        public QueryStatistics Doubled { get; } = new();
    }
}
