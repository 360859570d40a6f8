namespace FashionOrleans.Search;

/// <summary>Learns from a sample of the rows how to code them for the traversal.</summary>
static unsafe class GraphCodingLearner
{
    const int SampleRows = 2048;

    /// <summary>Dimensions up to which elements are coded as they are: a record is short anyway.</summary>
    const int FewDimensions = 120;

    const int MaxAxes = 184;

    /// <summary>The share of the energy around the mean that the coded axes must hold. Beyond it more axes cost more than they guide.</summary>
    const double EnergyShare = 0.9;

    /// <summary>What the most axes must hold to be taken nevertheless; elements show the way better below it.</summary>
    const double LeastEnergyShare = 0.75;

    /// <summary>Lengths that differ by less count as one.</summary>
    const double EqualLengths = 1e-3;

    /// <summary>The share of coordinates that the range of the codes covers; the rest are cut off.</summary>
    const double Covered = 0.9999;

    /// <summary>Learns a coding.</summary>
    /// <param name="snapshot">The rows, at least one of them live; the caller holds a reference.</param>
    /// <param name="dimension">Elements of a vector.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    public static GraphCoding Learn(Snapshot snapshot, int dimension, CancellationToken cancellationToken)
    {
        using var sample = RowSample.Draw(snapshot, dimension, SampleRows);
        var lengths = new double[sample.Rows];
        for (var i = 0; i < sample.Rows; i++)
            lengths[i] = Math.Sqrt(VectorKernels.Best.Dot(sample.Row(i), sample.Row(i), sample.Stride));
        var length = CommonLength(lengths);
        var mean = Centre(sample);
        var axes = dimension > FewDimensions ? AxesLearner.Learn(sample, MaxAxes, exchange: null, cancellationToken) : null;
        if (axes is not null)
        {
            var projected = new double[sample.Rows * axes.Count];
            axes.Project(sample.Row(0), sample.Rows, sample.Stride, axes.Count, projected);
            if (Width(sample, projected, axes.Count, length > 0 ? 1 : 0) is var width and > 0)
                return new(axes.Leading(width), mean, width, Step(projected.Where((_, i) => i % axes.Count < width)), length);
        }
        return new(null, mean, dimension, Step(Elements(sample)), length);
    }

    static AlignedMemory<float> Centre(Matrix sample)
    {
        var sums = new double[sample.Columns];
        for (var i = 0; i < sample.Rows; i++)
        {
            for (var d = 0; d < sums.Length; d++)
                sums[d] += sample.Row(i)[d];
        }
        var mean = new AlignedMemory<float>(sample.Stride);
        for (var d = 0; d < sums.Length; d++)
            mean.Pointer[d] = (float)(sums[d] / sample.Rows);
        for (var i = 0; i < sample.Rows; i++)
        {
            for (var d = 0; d < sums.Length; d++)
                sample.Row(i)[d] -= mean.Pointer[d];
        }
        return mean;
    }

    /// <summary>How many axes fill the shortest record that holds enough energy; 0 when none on offer does.</summary>
    static int Width(Matrix sample, double[] projected, int axes, int lift)
    {
        var total = 0.0;
        for (var i = 0; i < sample.Rows; i++)
            total += VectorKernels.Best.Dot(sample.Row(i), sample.Row(i), sample.Stride);
        var energies = new double[axes];
        for (var i = 0; i < projected.Length; i++)
            energies[i % axes] += projected[i] * projected[i];
        var inside = 0.0;
        for (var j = 0; j < axes; j++)
        {
            inside += energies[j];
            if (inside >= EnergyShare * total || j == MaxAxes - 1 && inside >= LeastEnergyShare * total)
                return Math.Min(axes, GraphCoding.RoundUp(j + 1 + lift + GraphCoding.TailBytes) - GraphCoding.TailBytes - lift);
        }
        return 0;
    }

    static double Step(IEnumerable<double> coordinates)
    {
        var magnitudes = coordinates.Select(Math.Abs).ToArray();
        Array.Sort(magnitudes);
        return magnitudes[(int)(Covered * (magnitudes.Length - 1))] / sbyte.MaxValue;
    }

    static IEnumerable<double> Elements(Matrix sample)
    {
        for (var i = 0; i < sample.Rows; i++)
        {
            foreach (var x in sample.RowSpan(i).ToArray())
                yield return x;
        }
    }

    /// <summary>The length to lift rows to; 0 when they have one length already.</summary>
    static double CommonLength(double[] lengths)
    {
        var longest = lengths.Max();
        return longest - lengths.Min() <= EqualLengths * longest ? 0 : longest;
    }
}
