namespace FashionOrleans.Search;

/// <summary>
/// Nanoseconds of a walk and of the scan in its place, by which a query takes one or the other. Only their ratio matters, and only to
/// time: the scan is always right.
/// </summary>
static class GraphCost
{
    /// <summary>Estimating one row anywhere in memory, and what it costs to have found it.</summary>
    const double Estimate = 15;

    /// <summary>Reading a neighbour list anywhere in memory and looking its rows up in a mask.</summary>
    const double Look = 60;

    /// <summary>Rows that the bounds of the scan leave to score, about.</summary>
    const double Survivors = 100;

    /// <summary>A walk that keeps so many candidates: it expands each and finds about half of the neighbours new.</summary>
    public static double Walk(int ef, int m) => (double)ef * m * Estimate;

    /// <summary>
    /// A walk among the matching rows: to find 2 M of them an expansion looks through 1 / selectivity lists, at most the node's and
    /// those of all its neighbours; and first the walk that finds where to begin.
    /// </summary>
    public static double FilteredWalk(int ef, int m, double selectivity) =>
        2 * Walk(ef, m) + ef * Look * Math.Min(1 / Math.Max(selectivity, 1e-9), 2 * m + 1);

    /// <summary>The certified scan of a snapshot when so many rows match.</summary>
    public static double Scan(Snapshot snapshot, int matched, int dimension)
    {
        var times = new PredictedTimes(VectorMath.PaddedLength(dimension));
        if (snapshot.Coding is not { } coding)
            return matched * times.PlainRow;
        var width = coding.Levels[0].Width;
        var bounds = width * times.Axis + snapshot.Rows * PredictedTimes.ScannedRow(width) + Survivors * times.RescoredRow;
        return Math.Min(bounds, matched * times.RescoredRow);
    }
}
