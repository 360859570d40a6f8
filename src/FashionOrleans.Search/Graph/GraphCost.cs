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

    /// <summary>Rows that the bounds of a certified scan leave to score, about.</summary>
    const double Survivors = 100;

    /// <summary>A walk that keeps so many candidates: it expands each, finds some M / 2 new ones there, and scores those it kept.</summary>
    public static double Walk(Snapshot snapshot, int ef, int m, int dimension) =>
        ef * (m / 2 * Estimate + Times(snapshot, dimension).RescoredRow);

    /// <summary>
    /// A walk among the matching rows, after one to where it begins. To find matching rows an expansion looks through 1 / selectivity
    /// lists, at most the node's own and those of its neighbours.
    /// </summary>
    /// <param name="snapshot">What is walked through.</param>
    /// <param name="ef">Candidates to keep.</param>
    /// <param name="m">M of the graph.</param>
    /// <param name="selectivity">The share of the rows that match.</param>
    /// <param name="dimension">Elements of a vector.</param>
    public static double FilteredWalk(Snapshot snapshot, int ef, int m, double selectivity, int dimension) =>
        Walk(snapshot, ef, m, dimension) + ef * (m / 2 * Estimate + Look * Math.Min(1 / selectivity, 2 * m + 1));

    /// <summary>The scan of a snapshot when so many rows match.</summary>
    public static double Scan(Snapshot snapshot, int matched, int dimension)
    {
        var times = Times(snapshot, dimension);
        if (snapshot.Coding is not { } coding)
            return matched * times.PlainRow;
        var width = coding.Levels[0].Width;
        var bounds = width * (coding.Axes.IsComplete ? PredictedTimes.QuantizedAxis : times.Axis) + snapshot.Rows * PredictedTimes.ScannedRow(width) + Survivors * times.RescoredRow;
        return Math.Min(bounds, matched * times.RescoredRow);
    }

    static PredictedTimes Times(Snapshot snapshot, int dimension) =>
        new(VectorMath.PaddedLength(dimension), snapshot.Coding?.Axes.Sharers ?? 1, snapshot.IsMapped);
}
