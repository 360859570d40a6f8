using System.Runtime.CompilerServices;

namespace FashionOrleans.Search;

/// <summary>The rows of a sample on learnt axes.</summary>
sealed unsafe class SampleCoordinates
{
    readonly double[] _coordinates;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SampleCoordinates(Matrix sample, PrincipalAxes axes)
    {
        Axes = axes.Count;
        Limits = new AxisLimits(axes.Count);
        _coordinates = new double[sample.Rows * axes.Count];
        axes.Project(sample.Row(0), sample.Rows, sample.Stride, axes.Count, _coordinates);
        for (var i = 0; i < _coordinates.Length; i++)
            Limits.Include(i % axes.Count, _coordinates[i]);
        Limits.Widen();
    }

    public int Axes { get; }

    /// <summary>The limits that the codes of these rows need.</summary>
    public AxisLimits Limits { get; }

    public ReadOnlySpan<double> Row(int row) => _coordinates.AsSpan(row * Axes, Axes);

    /// <summary>The sum of the squares of all coordinates.</summary>
    public double Energy()
    {
        var energy = 0.0;
        foreach (var coordinate in _coordinates)
            energy += coordinate * coordinate;
        return energy;
    }

    /// <summary>The share of the energy of the sample that the coordinates do not hold.</summary>
    /// <param name="sample">The rows that they were computed from.</param>
    public double Outside(Matrix sample)
    {
        var all = 0.0;
        for (var row = 0; row < sample.Rows; row++)
            all += VectorKernels.Best.Dot(sample.Row(row), sample.Row(row), sample.Stride);
        return Math.Max(0, 1 - Energy() / all);
    }
}
