namespace FashionOrleans.Search;

sealed unsafe partial class ScalarKernels
{
    public override double Dot(float* x, Half* y, int count)
    {
        var sums = stackalloc double[Lanes];
        new Span<double>(sums, Lanes).Clear();
        for (var i = 0; i < count; i += Lanes)
        {
            for (var lane = 0; lane < Lanes; lane++)
                sums[lane] += (double)x[i + lane] * (double)y[i + lane];
        }
        return Fold(sums);
    }
}
