namespace FashionOrleans.Search;

/// <summary>
/// Learns a coding for the rows of a snapshot and chooses its widths: rows of a sample act as queries, their bounds are
/// computed for every width on offer, and the plan whose predicted time is least wins. Rows that no plan helps, such as noise
/// without principal axes, stay uncoded.
/// </summary>
static class CodingPlanner
{
    /// <summary>Rows that the axes are learnt from.</summary>
    const int SampleRows = 2048;

    /// <summary>Axes that are learnt at first. When the best plan wants all of them, twice as many are learnt, and so on.</summary>
    const int FirstAxes = 128;

    /// <summary>A plan must be predicted to take at most this share of a plain scan.</summary>
    const double WorthwhileShare = 0.5;

    static readonly int[] Widths = [16, 32, 48, 64, 96, 128, 192, 256, 384, 512];

    /// <summary>Learns and plans.</summary>
    /// <param name="snapshot">The rows; the caller holds a reference.</param>
    /// <param name="options">Layout of the index.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The coding, or null when a plain scan is predicted to be about as fast.</returns>
    public static RowCoding? Plan(Snapshot snapshot, VectorIndexOptions options, CancellationToken cancellationToken)
    {
        if (snapshot.LiveCount < (options.ForcedWidths is null ? options.MinItemsToLearn : 1))
            return null;
        using var sample = RowSample.Draw(snapshot, options.Dimension, SampleRows);
        if (options.ForcedWidths is { } forced)
            return Plan(sample, snapshot.LiveCount, forced[^1], forced, cancellationToken);
        for (var count = FirstAxes; ; count *= 2)
        {
            var coding = Plan(sample, snapshot.LiveCount, count, null, cancellationToken);
            var wantsMore = coding is null || coding.Levels[^1].End == count;
            if (!wantsMore || count >= Math.Min(options.MaxCodedAxes, options.Dimension))
                return coding;
        }
    }

    static RowCoding? Plan(Matrix sample, int rows, int count, int[]? forced, CancellationToken cancellationToken)
    {
        var axes = AxesLearner.Learn(sample, Math.Min(count, sample.Columns), cancellationToken);
        // 0.1 is what the bounds allow for; learnt axes are nearer to 10⁻⁵.
        if (axes is null || axes.OrthonormalityError > 0.1)
            return null;
        var coordinates = new SampleCoordinates(sample, axes);
        var widths = forced is null
            ? Choose(new SurvivorModel(sample, coordinates, rows, Available(axes.Count), cancellationToken), rows, sample.Stride)
            : forced.Select(width => Math.Min(width, axes.Count)).Distinct().ToArray();
        return widths.Length == 0 ? null : new RowCoding(axes.Leading(widths[^1]), coordinates.Levels(widths));
    }

    static int[] Available(int axes) => [.. Widths.Where(width => width <= axes)];

    /// <summary>The ends of the levels of the fastest plan; empty for a plain scan.</summary>
    static int[] Choose(SurvivorModel survivors, int rows, int stride)
    {
        var times = new PredictedTimes(stride);
        int[] best = [];
        var least = WorthwhileShare * rows * times.PlainRow;
        for (var i = 0; i < survivors.Widths.Count; i++)
        {
            var first = survivors.Widths[i];
            var scan = first * times.Axis + rows * PredictedTimes.ScannedRow(first) + survivors.Candidates[i] * PredictedTimes.Candidate;
            Consider(scan + survivors.Survivors[i] * times.RescoredRow, first);
            for (var j = i + 1; j < survivors.Widths.Count; j++)
            {
                var width = survivors.Widths[j] - first;
                var second = width * times.Axis + survivors.Survivors[i] * PredictedTimes.NarrowedRow(width);
                Consider(scan + second + survivors.Survivors[j] * times.RescoredRow, first, survivors.Widths[j]);
            }
        }
        return best;

        void Consider(double time, params int[] widths)
        {
            if (time >= least)
                return;
            least = time;
            best = widths;
        }
    }
}
