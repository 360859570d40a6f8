using System.Runtime.Intrinsics;

namespace FashionOrleans.Search;

/// <summary>Numbers as signed bytes with a common step.</summary>
static unsafe class SignedBytes
{
    /// <summary>Rounds numbers to multiples of the smallest step that -127 to 127 of them cover.</summary>
    /// <param name="numbers">float32[count].</param>
    /// <param name="count">A multiple of <see cref="VectorKernels.Lanes"/>.</param>
    /// <param name="codes">sbyte[count], overwritten.</param>
    /// <param name="sum">The sum of the codes.</param>
    /// <returns>The step; 0 when all numbers are 0.</returns>
    public static float Quantize(float* numbers, int count, sbyte* codes, out int sum)
    {
        var largest = Vector128<float>.Zero;
        for (var i = 0; i < count; i += Vector128<float>.Count)
            largest = Vector128.Max(largest, Vector128.Abs(Vector128.Load(numbers + i)));
        var step = Math.Max(Math.Max(largest[0], largest[1]), Math.Max(largest[2], largest[3])) / sbyte.MaxValue;
        var scale = Vector128.Create(step > 0 ? 1 / step : 0);
        var sums = Vector128<int>.Zero;
        for (var i = 0; i < count; i += Vector128<sbyte>.Count)
        {
            var a = Round(numbers + i, scale);
            var b = Round(numbers + i + 4, scale);
            var c = Round(numbers + i + 8, scale);
            var d = Round(numbers + i + 12, scale);
            sums += a + b + (c + d);
            Vector128.Narrow(Vector128.Narrow(a, b), Vector128.Narrow(c, d)).Store(codes + i);
        }
        sum = Vector128.Sum(sums);
        return step;
    }

    static Vector128<int> Round(float* numbers, Vector128<float> scale)
    {
        var limit = Vector128.Create((float)sbyte.MaxValue);
        var scaled = Vector128.Max(Vector128.Min(Vector128.Load(numbers) * scale, limit), -limit);
        return Vector128.ConvertToInt32(Vector128.Round(scaled));
    }
}
