namespace FashionOrleans.Search;

/// <summary>The rows of a sample on learnt axes, and the limits that codes need on each axis.</summary>
sealed unsafe class SampleCoordinates
{
    readonly double[] _coordinates;
    readonly double[] _minimum;
    readonly double[] _maximum;

    public SampleCoordinates(Matrix sample, PrincipalAxes axes)
    {
        Axes = axes.Count;
        _coordinates = new double[sample.Rows * axes.Count];
        axes.Project(sample.Row(0), sample.Rows, sample.Stride, _coordinates);
        _minimum = new double[axes.Count];
        _maximum = new double[axes.Count];
        Array.Fill(_minimum, double.PositiveInfinity);
        Array.Fill(_maximum, double.NegativeInfinity);
        for (var i = 0; i < _coordinates.Length; i++)
        {
            var axis = i % axes.Count;
            _minimum[axis] = Math.Min(_minimum[axis], _coordinates[i]);
            _maximum[axis] = Math.Max(_maximum[axis], _coordinates[i]);
        }
    }

    public int Axes { get; }

    public ReadOnlySpan<double> Row(int row) => _coordinates.AsSpan(row * Axes, Axes);

    /// <summary>The expected square of what the code of one coordinate misses: of a uniform rounding, step² / 12.</summary>
    public double ExpectedSquaredError(int axis)
    {
        var step = (_maximum[axis] - _minimum[axis]) / byte.MaxValue;
        return step * step / 12;
    }

    /// <summary>Levels that end at the given axes.</summary>
    public CodeLevel[] Levels(IReadOnlyList<int> ends)
    {
        var levels = new CodeLevel[ends.Count];
        for (var l = 0; l < levels.Length; l++)
        {
            var first = l == 0 ? 0 : ends[l - 1];
            levels[l] = new CodeLevel(first, ends[l] - first, grouped: l == 0, _minimum[first..ends[l]], _maximum[first..ends[l]]);
        }
        return levels;
    }
}
