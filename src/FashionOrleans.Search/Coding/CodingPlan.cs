namespace FashionOrleans.Search;

/// <summary>Levels that a search could use, and how long a typical query is predicted to take with them.</summary>
/// <param name="Ends">How many axes each level covers with those before it; empty for none.</param>
/// <param name="Nanoseconds">On one core; see <see cref="PredictedTimes"/>.</param>
readonly record struct CodingPlan(int[] Ends, double Nanoseconds)
{
    /// <summary>The fastest plan of one or two levels on principal axes, unless none is faster than a given time.</summary>
    public static CodingPlan Fastest(SurvivorModel survivors, int rows, PredictedTimes times, double slowest)
    {
        var best = new CodingPlan([], slowest);
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

        void Consider(double time, params int[] ends)
        {
            if (time < best.Nanoseconds)
                best = new(ends, time);
        }
    }

    /// <summary>One level of all dimensions without a rotation.</summary>
    public static CodingPlan FullWidth(SampleQueries queries, AxisLimits limits, int dimension, PredictedTimes times)
    {
        var error = 0.0;
        for (var axis = 0; axis < dimension; axis++)
            error += limits.ExpectedSquaredError(axis);
        var (survivors, candidates) = queries.CountAt(Math.Sqrt(error));
        var scan = dimension * PredictedTimes.QuantizedAxis + queries.IndexRows * PredictedTimes.ScannedRow(dimension);
        return new([dimension], scan + candidates * PredictedTimes.Candidate + survivors * times.RescoredRow);
    }
}
