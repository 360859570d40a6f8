namespace FashionOrleans.Packages.Tests.Support;

/// <summary>Embeddings made of seeded random numbers.</summary>
static class Vectors
{
    public const int Dimension = 2048;

    /// <summary>A unit vector that depends on the seed alone.</summary>
    public static float[] Random(int seed)
    {
        var random = new Random(seed);
        var vector = new double[Dimension];
        for (var i = 0; i < vector.Length; i++) vector[i] = random.NextDouble() - 0.3;
        var length = Math.Sqrt(vector.Sum(number => number * number));
        return [.. vector.Select(number => (float)(number / length))];
    }

    public static double Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double product = 0, leftSquares = 0, rightSquares = 0;
        for (var i = 0; i < left.Length; i++)
        {
            product += (double)left[i] * right[i];
            leftSquares += (double)left[i] * left[i];
            rightSquares += (double)right[i] * right[i];
        }
        return product / Math.Sqrt(leftSquares * rightSquares);
    }
}
