namespace FashionOrleans.Search;

/// <summary>The definition of every kernel in plain C#.</summary>
sealed unsafe partial class ScalarKernels : VectorKernels
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
        return Fold(sums);
    }

    static double Fold(double* sums)
    {
        for (var half = Lanes / 2; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
                sums[lane] += sums[lane + half];
        }
        return sums[0];
    }

    public override void CodeSums(byte* codes, int quads, int groups, sbyte* high, sbyte* low, int* sums)
    {
        for (var row = 0; row < groups * GroupRows; row++)
        {
            var sum = 0;
            for (var dimension = 0; dimension < quads * QuadDimensions; dimension++)
            {
                var quad = (row / GroupRows * quads + dimension / QuadDimensions) * GroupRows + row % GroupRows;
                sum += codes[quad * QuadDimensions + dimension % QuadDimensions] * (128 * high[dimension] + low[dimension]);
            }
            sums[row] = sum;
        }
    }

    public override int CodeSum(byte* codes, sbyte* high, sbyte* low, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
            sum += codes[i] * (128 * high[i] + low[i]);
        return sum;
    }

    public override void Bound(
        in BoundTerms terms, int* sums, float* errors, float* rests, int count, float threshold, float* estimates, float* halves, ulong* mask)
    {
        new Span<ulong>(mask, count / 64).Clear();
        for (var row = 0; row < count; row++)
        {
            estimates[row] = terms.Offset + terms.Scale * sums[row];
            halves[row] = terms.Slack + (errors[row] * terms.ErrorWeight + rests[row] * terms.RestWeight);
            if (estimates[row] + halves[row] >= threshold)
                mask[row >> 6] |= 1UL << (row & 63);
        }
    }

    public override void ScatteredSums(byte** rows, int count, sbyte* query, int length, int* sums)
    {
        for (var i = 0; i < count; i++)
        {
            var sum = 0;
            for (var d = 0; d < length; d++)
                sum += rows[i][d] * query[d];
            sums[i] = sum;
        }
    }
}
