namespace FashionOrleans.Search;

/// <summary>Predicts, for each width, how many rows of an index the bounds of a typical query leave to look at further.</summary>
sealed unsafe class SurvivorModel
{
    const int Queries = 24;

    /// <summary>The k that the prediction is for.</summary>
    const int K = 10;

    readonly double[] _survivors;
    readonly double[] _candidates;

    /// <param name="sample">Rows of the index; some act as queries.</param>
    /// <param name="coordinates">The sample on the axes.</param>
    /// <param name="rows">Rows of the index.</param>
    /// <param name="widths">Widths to predict for, rising.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    public SurvivorModel(Matrix sample, SampleCoordinates coordinates, int rows, IReadOnlyList<int> widths, CancellationToken cancellationToken)
    {
        Widths = widths;
        _survivors = new double[widths.Count];
        _candidates = new double[widths.Count];
        var norms = new double[sample.Rows];
        for (var i = 0; i < sample.Rows; i++)
            norms[i] = VectorKernels.Best.Dot(sample.Row(i), sample.Row(i), sample.Stride);
        var queries = Math.Min(Queries, sample.Rows);
        for (var q = 0; q < queries; q++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var query = (int)((long)q * sample.Rows / queries);
            var threshold = Threshold(sample, query, rows);
            for (var row = 0; row < sample.Rows; row++)
            {
                if (row != query)
                    Count(coordinates, query, row, norms, threshold);
            }
        }
        for (var w = 0; w < widths.Count; w++)
        {
            _survivors[w] *= (double)rows / ((long)sample.Rows * queries);
            _candidates[w] *= (double)rows / ((long)sample.Rows * queries);
        }
    }

    /// <summary>The widths that the prediction covers, rising.</summary>
    public IReadOnlyList<int> Widths { get; }

    /// <summary>Rows of the index whose upper bound reaches the k-th best score, on average.</summary>
    public IReadOnlyList<double> Survivors => _survivors;

    /// <summary>
    /// Rows of the index that a scan keeps, on average: it knows only the k-th best lower bound, which is about two half-widths
    /// below the score of its row.
    /// </summary>
    public IReadOnlyList<double> Candidates => _candidates;

    /// <summary>The score that k rows of the whole index can be expected to reach.</summary>
    static double Threshold(Matrix sample, int query, int rows)
    {
        var scores = new double[sample.Rows];
        for (var row = 0; row < sample.Rows; row++)
            scores[row] = row == query ? double.NegativeInfinity : VectorKernels.Best.Dot(sample.Row(query), sample.Row(row), sample.Stride);
        Array.Sort(scores);
        var rank = Math.Clamp((int)Math.Round((double)K * sample.Rows / rows), 1, sample.Rows);
        return scores[^rank];
    }

    void Count(SampleCoordinates coordinates, int query, int row, double[] norms, double threshold)
    {
        var q = coordinates.Row(query);
        var x = coordinates.Row(row);
        double estimate = 0, insideQuery = 0, insideRow = 0, error = 0;
        var axis = 0;
        for (var w = 0; w < Widths.Count; w++)
        {
            for (; axis < Widths[w]; axis++)
            {
                estimate += q[axis] * x[axis];
                insideQuery += q[axis] * q[axis];
                insideRow += x[axis] * x[axis];
                error += coordinates.ExpectedSquaredError(axis);
            }
            var half = Math.Sqrt(error * insideQuery) + Math.Sqrt(Math.Max(0, norms[query] - insideQuery) * Math.Max(0, norms[row] - insideRow));
            if (estimate + half >= threshold)
                _survivors[w]++;
            if (estimate + 3 * half >= threshold)
                _candidates[w]++;
        }
    }
}
