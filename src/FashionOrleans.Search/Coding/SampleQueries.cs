using System.Runtime.CompilerServices;

namespace FashionOrleans.Search;

/// <summary>Rows of a sample that act as queries: their scores with all rows of the sample, and the score to beat.</summary>
sealed unsafe class SampleQueries
{
    const int MaxCount = 24;

    /// <summary>The k that predictions are for.</summary>
    const int K = 10;

    readonly double[][] _scores;
    readonly double[] _thresholds;
    readonly int[] _rows;

    /// <param name="sample">Rows of the index.</param>
    /// <param name="indexRows">Rows of the index.</param>
    public SampleQueries(Matrix sample, int indexRows)
    {
        IndexRows = indexRows;
        Count = Math.Min(MaxCount, sample.Rows);
        SquaredNorms = new double[sample.Rows];
        for (var row = 0; row < sample.Rows; row++)
            SquaredNorms[row] = VectorKernels.Best.Dot(sample.Row(row), sample.Row(row), sample.Stride);
        _rows = [.. Enumerable.Range(0, Count).Select(q => (int)((long)q * sample.Rows / Count))];
        _scores = [.. _rows.Select(row => ScoresOf(sample, row))];
        _thresholds = [.. _scores.Select(scores => ThresholdOf(scores, indexRows))];
    }

    public int Count { get; }

    /// <summary>Rows of the index that the sample was drawn from.</summary>
    public int IndexRows { get; }

    /// <summary>‖x‖² of every row of the sample.</summary>
    public double[] SquaredNorms { get; }

    /// <summary>What one row of the sample and one query stand for: so many rows of the index, on average over the queries.</summary>
    public double Weight => (double)IndexRows / ((long)SquaredNorms.Length * Count);

    /// <summary>The row of the sample that acts as a query.</summary>
    public int Row(int query) => _rows[query];

    /// <summary>The score that k rows of the whole index can be expected to reach.</summary>
    public double Threshold(int query) => _thresholds[query];

    /// <summary>
    /// Counts, on average over the queries, the rows of the index that codes of all dimensions leave when their norm misses this
    /// much: those whose upper bound reaches the k-th best score, and those that a scan keeps.
    /// </summary>
    /// <param name="error">The expected norm of what the codes of a row miss.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Survivors, double Candidates) CountAt(double error)
    {
        int survivors = 0, candidates = 0;
        for (var query = 0; query < Count; query++)
        {
            var half = error * Math.Sqrt(SquaredNorms[_rows[query]]);
            foreach (var score in _scores[query])
            {
                survivors += score + half >= _thresholds[query] ? 1 : 0;
                candidates += score + SurvivorModel.CandidateHalves * half >= _thresholds[query] ? 1 : 0;
            }
        }
        return (survivors * Weight, candidates * Weight);
    }

    static double[] ScoresOf(Matrix sample, int query)
    {
        var scores = new double[sample.Rows];
        for (var row = 0; row < sample.Rows; row++)
            scores[row] = row == query ? double.NegativeInfinity : VectorKernels.Best.Dot(sample.Row(query), sample.Row(row), sample.Stride);
        return scores;
    }

    static double ThresholdOf(double[] scores, int indexRows)
    {
        var sorted = scores.Order().ToArray();
        var rank = Math.Clamp((int)Math.Round((double)K * scores.Length / indexRows), 1, scores.Length);
        return sorted[^rank];
    }
}
