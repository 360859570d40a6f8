using System.Globalization;

namespace FashionOrleans.Benchmarks.Quality;

/// <summary>
/// Prints a line a way of searching: precision@k of each label set and what it gained over the plain search on the same queries, ± 1.96
/// standard errors of the paired differences. A query with a blank label is not counted, a result with one is wrong.
/// </summary>
sealed class QualityTable(SplitCatalogue split, int k)
{
    double?[][] _plain = [];

    public static void WriteHead(string title) => Console.WriteLine(
        $"\n### {title}\n\n| way | {string.Join(" | ", SplitCatalogue.LabelSets.Select(set => string.Join(" + ", set)))} | cost |\n|---|---|---|---|---|");

    /// <summary>The first line, which the others are compared with.</summary>
    public void AddPlain(IReadOnlyList<int[]> found, string cost)
    {
        _plain = [.. Shares(found)];
        Console.WriteLine($"| plain | {string.Join(" | ", _plain.Select(set => Mean(set)))} | {cost} |");
    }

    /// <summary>A line.</summary>
    /// <param name="way">How it was searched.</param>
    /// <param name="found">Rows by query, best first; null for a query that takes no part, neither here nor in the comparison.</param>
    /// <param name="cost">What it costs.</param>
    public void Add(string way, IReadOnlyList<int[]?> found, string cost)
    {
        var cells = Shares(found).Select((shares, set) => $"{Mean(shares)} ({Gain(shares, _plain[set])})");
        Console.WriteLine($"| {way} | {string.Join(" | ", cells)} | {cost} |");
    }

    /// <summary>For each label set the precision of each query; null where it is not counted.</summary>
    IEnumerable<double?[]> Shares(IReadOnlyList<int[]?> found)
    {
        for (var set = 0; set < SplitCatalogue.LabelSets.Length; set++)
        {
            var (wanted, labels) = (split.QueryLabels[set], split.RowLabels[set]);
            yield return [.. found.Select((rows, query) => rows is null || wanted[query] is null
                ? default(double?)
                : rows.Take(k).Count(row => labels[row] == wanted[query]) / (double)k)];
        }
    }

    static string Mean(double?[] shares) => shares.Average()!.Value.ToString("F4", CultureInfo.InvariantCulture);

    static string Gain(double?[] shares, double?[] plain)
    {
        var differences = shares.Zip(plain, (share, other) => share - other).OfType<double>().ToArray();
        var mean = differences.Average();
        var error = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1.0) / differences.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{mean:+0.0000;-0.0000} ± {1.96 * error:F4}");
    }
}
