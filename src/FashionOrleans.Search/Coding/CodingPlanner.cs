namespace FashionOrleans.Search;

/// <summary>
/// Learns a coding for the rows of a snapshot and chooses its widths: rows of a sample act as queries, their bounds are
/// computed for every width on offer, and the plan whose predicted time is least wins: one or two levels on principal axes, or all
/// dimensions as they are, for rows without principal axes. Rows that no plan helps stay uncoded.
/// </summary>
static class CodingPlanner
{
    /// <summary>Among forced widths: one level of all dimensions as they are.</summary>
    public const int AllDimensions = int.MaxValue;

    /// <summary>Rows that the axes are learnt from.</summary>
    const int SampleRows = 2048;

    /// <summary>Axes that are learnt at first. When the best plan wants all of them, twice as many are learnt, and so on.</summary>
    const int FirstAxes = 128;

    /// <summary>The most axes that are learnt.</summary>
    const int MaxAxes = 512;

    /// <summary>A plan must be predicted to take at most this share of a plain scan.</summary>
    const double WorthwhileShare = 0.5;

    /// <summary>
    /// More axes are not learnt for rows whose leading ones hold at most this many times the energy that they would without any
    /// structure: a scan of all dimensions is about as good then. Noise reaches about twice its share by chance.
    /// </summary>
    const double Structure = 4;

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
            return Force(sample, forced, options.Axes, cancellationToken);
        if (options.Axes?.FindCoding(sample, snapshot.LiveCount) is { } shared)
            return shared;
        var coding = Plan(sample, snapshot.LiveCount, options, cancellationToken);
        if (coding is { Axes: PrincipalAxes planned })
            options.Axes?.Publish(planned, [.. coding.Levels.Select(level => level.End)], snapshot.LiveCount);
        return coding;
    }

    static RowCoding? Plan(Matrix sample, int items, VectorIndexOptions options, CancellationToken cancellationToken)
    {
        var times = new PredictedTimes(sample.Stride, options.Axes?.Sharers ?? 1, options.IsMapped);
        var queries = new SampleQueries(sample, items);
        var limits = AxisLimits.OfElements(sample);
        var slowest = WorthwhileShare * items * times.PlainRow;
        var fullWidth = CodingPlan.FullWidth(queries, limits, options.Dimension, times);
        var best = options.Dimension <= options.MaxCodedWidth && fullWidth.Nanoseconds < slowest
            ? new RowCoding(new IdentityAxes(options.Dimension), limits.Levels([options.Dimension]))
            : null;
        slowest = best is null ? slowest : fullWidth.Nanoseconds;
        var most = Math.Min(Math.Min(MaxAxes, options.MaxCodedWidth), options.Dimension);
        for (var count = Math.Min(FirstAxes, most); ; count = Math.Min(2 * count, most))
        {
            if (Axes(sample, count, options.Axes, cancellationToken) is not { } axes)
                return best;
            var coordinates = new SampleCoordinates(sample, axes);
            var survivors = new SurvivorModel(queries, coordinates, [.. Widths.Where(width => width <= Math.Min(axes.Count, most))], cancellationToken);
            var plan = CodingPlan.Fastest(survivors, items, times, slowest);
            if (plan.Ends.Length > 0)
                best = new RowCoding(options.Axes is null ? axes.Leading(plan.Ends[^1]) : axes, coordinates.Limits.Levels(plan.Ends));
            slowest = plan.Nanoseconds;
            var wantsMore = plan.Ends.Length == 0
                ? coordinates.Energy() > Structure * axes.Count / options.Dimension * queries.SquaredNorms.Sum()
                : plan.Ends[^1] >= axes.Count;
            if (!wantsMore || axes.Count >= most || count == most)
                return best;
        }
    }

    static RowCoding? Force(Matrix sample, int[] forced, AxesExchange? exchange, CancellationToken cancellationToken)
    {
        if (forced is [AllDimensions])
            return new RowCoding(new IdentityAxes(sample.Columns), AxisLimits.OfElements(sample).Levels([sample.Columns]));
        if (Axes(sample, Math.Min(forced[^1], sample.Columns), exchange, cancellationToken) is not { } axes)
            return null;
        int[] ends = [.. forced.Select(width => Math.Min(width, axes.Count)).Distinct()];
        return new RowCoding(axes, new SampleCoordinates(sample, axes).Limits.Levels(ends));
    }

    static PrincipalAxes? Axes(Matrix sample, int count, AxesExchange? exchange, CancellationToken cancellationToken)
    {
        var axes = exchange is null
            ? AxesLearner.Learn(sample, count, null, cancellationToken)
            : exchange.FindOrLearn(sample, count, cancellationToken);
        // 0.1 is what the bounds allow for; learnt axes are nearer to 10⁻⁵.
        return axes is null || axes.OrthonormalityError > 0.1 ? null : axes;
    }
}
