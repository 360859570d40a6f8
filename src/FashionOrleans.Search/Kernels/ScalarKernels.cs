namespace FashionOrleans.Search;

/// <summary>The definition of every kernel in plain C#.</summary>
sealed unsafe class ScalarKernels : VectorKernels
{
    public override double Dot(float* x, float* y, int count)
    {
        var sums = stackalloc double[Lanes];
        new Span<double>(sums, Lanes).Clear();
        for (var i = 0; i < count; i += Lanes)
        {
            for (var lane = 0; lane < Lanes; lane++)
                sums[lane] += (double)x[i + lane] * y[i + lane];
        }
        for (var half = Lanes / 2; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
                sums[lane] += sums[lane + half];
        }
        return sums[0];
    }
}
