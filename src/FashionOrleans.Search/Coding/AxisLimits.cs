using System.Runtime.CompilerServices;

namespace FashionOrleans.Search;

/// <summary>The lowest and highest coordinate that the codes of each axis can express.</summary>
sealed class AxisLimits
{
    /// <summary>
    /// What is added on each side, as a share of the range of the sample: rows that the sample has not seen reach further out, and a
    /// coordinate outside the limits costs its row much more than wider steps cost all.
    /// </summary>
    const double Margin = 0.05;

    readonly double[] _minimum;
    readonly double[] _maximum;

    public AxisLimits(int axes)
    {
        _minimum = new double[axes];
        _maximum = new double[axes];
        Array.Fill(_minimum, double.PositiveInfinity);
        Array.Fill(_maximum, double.NegativeInfinity);
    }

    /// <summary>The limits of the elements themselves over the rows of a sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static AxisLimits OfElements(Matrix sample)
    {
        var limits = new AxisLimits(sample.Columns);
        for (var row = 0; row < sample.Rows; row++)
        {
            var elements = sample.RowSpan(row);
            for (var axis = 0; axis < elements.Length; axis++)
                limits.Include(axis, elements[axis]);
        }
        limits.Widen();
        return limits;
    }

    /// <summary>Extends the limits of an axis to a coordinate.</summary>
    public void Include(int axis, double coordinate)
    {
        _minimum[axis] = Math.Min(_minimum[axis], coordinate);
        _maximum[axis] = Math.Max(_maximum[axis], coordinate);
    }

    /// <summary>Adds the margin, after the last coordinate.</summary>
    public void Widen()
    {
        for (var axis = 0; axis < _minimum.Length; axis++)
        {
            var margin = Margin * (_maximum[axis] - _minimum[axis]);
            _minimum[axis] -= margin;
            _maximum[axis] += margin;
        }
    }

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
