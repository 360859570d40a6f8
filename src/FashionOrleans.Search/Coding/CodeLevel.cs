namespace FashionOrleans.Search;

/// <summary>
/// A run of axes coded in one byte each: coordinate ≈ Minimum + Step × code, with limits of its own for every axis.
/// The first level lies in groups of rows for the scan; a further one row after row for the few rows that reach it.
/// </summary>
sealed class CodeLevel
{
    public CodeLevel(int first, int width, bool grouped, double[] minimum, double[] maximum)
    {
        First = first;
        Width = width;
        PaddedWidth = grouped ? RoundUp(width, VectorKernels.QuadDimensions) : RoundUp(width, VectorKernels.Lanes);
        Grouped = grouped;
        Minimum = minimum;
        Resolution = 1e-14 * Math.Sqrt(minimum.Sum(x => x * x) + maximum.Sum(x => x * x));
        Step = [.. minimum.Zip(maximum, (low, high) => (high - low) / byte.MaxValue)];
        MaxInteger = Math.Min(LargestInteger, int.MaxValue / (byte.MaxValue * PaddedWidth));
    }

    /// <summary>What both halves of a query integer can hold: 128 × 63 + 63.</summary>
    const int LargestInteger = 8127;

    /// <summary>The first axis.</summary>
    public int First { get; }

    /// <summary>How many axes.</summary>
    public int Width { get; }

    /// <summary>Bytes of a row: the width and zeros.</summary>
    public int PaddedWidth { get; }

    /// <summary>Whether codes lie as <see cref="VectorKernels.CodeSums"/> reads them.</summary>
    public bool Grouped { get; }

    /// <summary>One past the last axis.</summary>
    public int End => First + Width;

    /// <summary>The coordinate of code 0 on each axis.</summary>
    public double[] Minimum { get; }

    /// <summary>What one more in the code adds, on each axis.</summary>
    public double[] Step { get; }

    /// <summary>At least what float64 rounds when it turns the codes of a row back into coordinates.</summary>
    public double Resolution { get; }

    /// <summary>The largest magnitude of a query integer on this level, so that the sum over its codes fits 32 bits.</summary>
    public int MaxInteger { get; }

    /// <summary>Where a row's code of an axis is, counted from the start of a block.</summary>
    public int Offset(int row, int axis)
    {
        if (!Grouped)
            return row * PaddedWidth + axis;
        var quads = PaddedWidth / VectorKernels.QuadDimensions;
        var group = row / VectorKernels.GroupRows * quads + axis / VectorKernels.QuadDimensions;
        var quad = group * VectorKernels.GroupRows + row % VectorKernels.GroupRows;
        return quad * VectorKernels.QuadDimensions + axis % VectorKernels.QuadDimensions;
    }

    /// <summary>The code nearest to a coordinate.</summary>
    public byte Encode(int axis, double coordinate) =>
        Step[axis] > 0 ? (byte)Math.Clamp(Math.Round((coordinate - Minimum[axis]) / Step[axis]), 0, byte.MaxValue) : (byte)0;

    static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
