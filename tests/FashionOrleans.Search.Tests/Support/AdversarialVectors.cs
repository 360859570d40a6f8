namespace FashionOrleans.Search.Tests;

/// <summary>Vectors that bounds and orders find hard; the same seed gives the same vectors.</summary>
static class AdversarialVectors
{
    public static IReadOnlyList<string> Shapes { get; } =
    [
        "isotropic", "clustered", "equal rows", "zero rows", "near ties", "huge component", "mixed scales", "one direction", "tiny", "sparse",
        "negated", "orthogonal", "grid",
    ];

    public static float[][] Draw(string shape, int count, int dimension, int seed)
    {
        var random = new Random(seed);
        var vectors = shape is "clustered" or "near ties" or "sparse" ? TestVectors.Clustered(count, dimension, seed, clusters: 3) : TestVectors.Isotropic(count, dimension, seed);
        for (var i = 0; i < count; i++)
        {
            switch (shape)
            {
                case "equal rows":
                    vectors[i] = vectors[i % 3];
                    break;
                case "zero rows" when i % 2 == 0:
                    Array.Clear(vectors[i]);
                    break;
                case "near ties" when i > 0:
                    vectors[i] = [.. vectors[0]];
                    var changed = random.Next(dimension);
                    vectors[i][changed] = random.Next(2) == 0 ? MathF.BitIncrement(vectors[0][changed]) : MathF.BitDecrement(vectors[0][changed]);
                    break;
                case "huge component":
                    vectors[i][random.Next(dimension)] += i % 5 == 0 ? 1e5f : 0;
                    break;
                case "mixed scales":
                    Scale(vectors[i], (float)Math.Pow(10, random.Next(-12, 6)));
                    break;
                case "one direction":
                    vectors[i] = [.. vectors[0]];
                    Scale(vectors[i], 1 + i * 1e-6f);
                    break;
                case "tiny":
                    Scale(vectors[i], 1e-38f);
                    break;
                case "sparse":
                    for (var d = 0; d < dimension; d++)
                        vectors[i][d] = random.Next(10) == 0 ? vectors[i][d] : 0;
                    break;
                case "negated" when i % 2 == 1:
                    vectors[i] = [.. vectors[i - 1].Select(x => -x)];
                    break;
                case "orthogonal":
                    Array.Clear(vectors[i]);
                    vectors[i][random.Next(dimension)] = random.Next(2) == 0 ? 1 : -1;
                    break;
                case "grid":
                    // Few distinct elements: many exact ties between rows that differ.
                    for (var d = 0; d < dimension; d++)
                        vectors[i][d] = random.Next(-1, 2);
                    break;
            }
        }
        return vectors;
    }

    static void Scale(float[] vector, float factor)
    {
        foreach (ref var x in vector.AsSpan())
            x *= factor;
    }
}
