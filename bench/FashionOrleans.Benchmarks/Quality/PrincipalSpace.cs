using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Quality;

/// <summary>
/// The directions in which the vectors of a catalogue vary, learnt from it: its mean, its leading principal axes, and the variance on each. Rows
/// are taken apart into coordinates on the axes and a rest, so that a whitening is a matter of weights.
/// </summary>
sealed class PrincipalSpace : IDisposable
{
    readonly float[] _mean;
    readonly Matrix _axes;
    readonly double[] _variances;
    readonly double _restVariance;
    readonly double _meanVariance;

    unsafe PrincipalSpace(float[] mean, PrincipalAxes axes, Matrix centred)
    {
        _mean = mean;
        _axes = new Matrix(axes.Count, mean.Length);
        for (var i = 0; i < axes.Count; i++)
            new Span<float>(axes.Axis(i), mean.Length).CopyTo(_axes.RowSpan(i));
        using var coordinates = centred.TimesTransposeOf(_axes, CancellationToken.None);
        _variances = new double[axes.Count];
        var total = 0.0;
        for (var row = 0; row < centred.Rows; row++)
        {
            foreach (var x in centred.RowSpan(row))
                total += (double)x * x / centred.Rows;
            for (var axis = 0; axis < axes.Count; axis++)
                _variances[axis] += (double)coordinates.RowSpan(row)[axis] * coordinates.RowSpan(row)[axis] / centred.Rows;
        }

        _meanVariance = total / mean.Length;
        _restVariance = (total - _variances.Sum()) / (mean.Length - axes.Count);
    }

    /// <summary>Axes that were learnt.</summary>
    public int Axes => _axes.Rows;

    /// <summary>The share of the variance that so many axes hold.</summary>
    public double Held(int axes) => _variances.Take(axes).Sum() / (_meanVariance * _mean.Length);

    /// <param name="rows">The catalogue.</param>
    /// <param name="axes">Axes to learn.</param>
    /// <param name="sampled">Rows to learn the axes from; the variances are those of all.</param>
    public static PrincipalSpace Learn(Matrix rows, int axes, int sampled)
    {
        var mean = new double[rows.Columns];
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var i = 0; i < mean.Length; i++)
                mean[i] += rows.RowSpan(row)[i];
        }

        var centre = Array.ConvertAll(mean, sum => (float)(sum / rows.Rows));
        using var centred = Centre(rows, centre);
        using var sample = new Matrix(Math.Min(sampled, rows.Rows), rows.Columns);
        for (var i = 0; i < sample.Rows; i++)
            centred.RowSpan((int)((long)i * rows.Rows / sample.Rows)).CopyTo(sample.RowSpan(i));
        return new(centre, AxesLearner.Learn(sample, axes, null, CancellationToken.None)!, centred);
    }

    /// <summary>x − mean.</summary>
    public Matrix Centred(Matrix rows) => Centre(rows, _mean);

    /// <summary>float32[rows, axes + dimension]: coordinates of x − mean on the axes, then what is left of it.</summary>
    public Matrix TakeApart(Matrix rows)
    {
        using var centred = Centred(rows);
        using var coordinates = centred.TimesTransposeOf(_axes, CancellationToken.None);
        using var columns = _axes.Transpose();
        using var inside = coordinates.TimesTransposeOf(columns, CancellationToken.None);
        var apart = new Matrix(rows.Rows, Axes + rows.Columns);
        for (var row = 0; row < rows.Rows; row++)
        {
            coordinates.RowSpan(row).CopyTo(apart.RowSpan(row));
            var rest = apart.RowSpan(row)[Axes..];
            for (var i = 0; i < rest.Length; i++)
                rest[i] = centred.RowSpan(row)[i] - inside.RowSpan(row)[i];
        }

        return apart;
    }

    /// <summary>
    /// Weights λ^−p of a whitening, with λ = (1 − s) variance + s × the mean variance of all dimensions: p = ½ makes all directions equal,
    /// p = 0 leaves them as they are.
    /// </summary>
    /// <param name="axes">Leading axes that are kept; 0 for all dimensions, the rest with its mean variance.</param>
    /// <param name="power">p.</param>
    /// <param name="shrinkage">s in [0, 1].</param>
    /// <returns>One weight an axis, and last that of the rest.</returns>
    public double[] Weights(int axes, double power, double shrinkage)
    {
        double WeightOf(double variance) => Math.Pow((1 - shrinkage) * variance + shrinkage * _meanVariance, -power);
        return [.. _variances.Select((variance, axis) => axes == 0 || axis < axes ? WeightOf(variance) : 0), axes == 0 ? WeightOf(_restVariance) : 0];
    }

    /// <summary>Rows that were taken apart, with weights on them.</summary>
    /// <param name="apart">From <see cref="TakeApart"/>.</param>
    /// <param name="weights">From <see cref="Weights"/>; columns of weight 0 at the end are left out.</param>
    /// <param name="normalise">Whether rows are brought to unit length.</param>
    public Matrix Weighted(Matrix apart, double[] weights, bool normalise)
    {
        var columns = weights[^1] != 0 ? apart.Columns : Array.FindLastIndex(weights, weight => weight != 0) + 1;
        var weighted = new Matrix(apart.Rows, columns);
        for (var row = 0; row < apart.Rows; row++)
        {
            var from = apart.RowSpan(row);
            var to = weighted.RowSpan(row);
            for (var i = 0; i < columns; i++)
                to[i] = (float)(from[i] * weights[Math.Min(i, Axes)]);
            if (normalise)
                Unit(to);
        }

        return weighted;
    }

    /// <summary>Brings a vector to unit length.</summary>
    public static void Unit(Span<float> vector)
    {
        var sum = 0.0;
        foreach (var x in vector)
            sum += (double)x * x;
        var scale = sum > 0 ? 1 / Math.Sqrt(sum) : 0;
        foreach (ref var x in vector)
            x = (float)(x * scale);
    }

    public void Dispose() => _axes.Dispose();

    static Matrix Centre(Matrix rows, float[] mean)
    {
        var centred = new Matrix(rows.Rows, rows.Columns);
        for (var row = 0; row < rows.Rows; row++)
        {
            var from = rows.RowSpan(row);
            var to = centred.RowSpan(row);
            for (var i = 0; i < mean.Length; i++)
                to[i] = from[i] - mean[i];
        }

        return centred;
    }
}
