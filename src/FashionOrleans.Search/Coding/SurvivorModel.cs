using System.Runtime.CompilerServices;

namespace FashionOrleans.Search;

/// <summary>Predicts, for each width, how many rows of an index the bounds of a typical query leave to look at further.</summary>
sealed class SurvivorModel
{
    /// <summary>
    /// Half-widths between the estimate of a row that a scan just keeps and the k-th best score: its own, and the two by which
    /// the k-th best lower bound, which is all that the scan knows, lies below the score of its row.
    /// </summary>
    public const int CandidateHalves = 3;

    readonly double[] _survivors;
    readonly double[] _candidates;

    /// <param name="queries">Rows of a sample that act as queries.</param>
    /// <param name="coordinates">The sample on the axes.</param>
    /// <param name="widths">Widths to predict for, rising.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    public SurvivorModel(SampleQueries queries, SampleCoordinates coordinates, IReadOnlyList<int> widths, CancellationToken cancellationToken)
    {
        Widths = widths;
        _survivors = new double[widths.Count];
        _candidates = new double[widths.Count];
        for (var query = 0; query < queries.Count; query++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var row = 0; row < queries.SquaredNorms.Length; row++)
            {
                if (row != queries.Row(query))
                    Count(queries, coordinates, query, row);
            }
        }
        for (var w = 0; w < widths.Count; w++)
        {
            _survivors[w] *= queries.Weight;
            _candidates[w] *= queries.Weight;
        }
    }

    /// <summary>The widths that the prediction covers, rising.</summary>
    public IReadOnlyList<int> Widths { get; }

    /// <summary>Rows of the index whose upper bound reaches the k-th best score, on average.</summary>
    public IReadOnlyList<double> Survivors => _survivors;

    /// <summary>Rows of the index that a scan keeps, on average; see <see cref="CandidateHalves"/>.</summary>
    public IReadOnlyList<double> Candidates => _candidates;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Count(SampleQueries queries, SampleCoordinates coordinates, int query, int row)
    {
        var q = coordinates.Row(queries.Row(query));
        var x = coordinates.Row(row);
        var norms = (Query: queries.SquaredNorms[queries.Row(query)], Row: queries.SquaredNorms[row]);
        double estimate = 0, insideQuery = 0, insideRow = 0, error = 0;
        var axis = 0;
        for (var w = 0; w < Widths.Count; w++)
        {
            for (; axis < Widths[w]; axis++)
            {
                estimate += q[axis] * x[axis];
                insideQuery += q[axis] * q[axis];
                insideRow += x[axis] * x[axis];
                error += coordinates.Limits.ExpectedSquaredError(axis);
            }
            var half = Math.Sqrt(error * insideQuery) + Math.Sqrt(Math.Max(0, norms.Query - insideQuery) * Math.Max(0, norms.Row - insideRow));
            if (estimate + half >= queries.Threshold(query))
                _survivors[w]++;
            if (estimate + CandidateHalves * half >= queries.Threshold(query))
                _candidates[w]++;
        }
    }
}
