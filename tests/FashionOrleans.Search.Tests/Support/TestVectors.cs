namespace FashionOrleans.Search.Tests;

/// <summary>Drawn vectors: the same seed gives the same vectors.</summary>
static class TestVectors
{
    /// <summary>Unit vectors without structure.</summary>
    public static float[][] Isotropic(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Unit([.. Enumerable.Range(0, dimension).Select(_ => Gaussian(random))]))];
    }

    /// <summary>
    /// Unit vectors like those of a convolutional network: a common direction, clusters, and energy that falls along an
    /// arbitrary basis. Every element is a sum over few random directions, as the features of real pictures are.
    /// </summary>
    public static float[][] Clustered(int count, int dimension, int seed, int clusters = 20, double decay = 1.0)
    {
        var random = new Random(seed);
        var axes = Math.Min(dimension, 96);
        var basis = Enumerable.Range(0, axes).Select(_ => Enumerable.Range(0, dimension).Select(_ => Gaussian(random) / Math.Sqrt(dimension)).ToArray()).ToArray();
        var centres = Enumerable.Range(0, clusters).Select(_ => Enumerable.Range(0, axes).Select(a => Gaussian(random) / Math.Pow(a + 1, decay)).ToArray()).ToArray();
        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
        {
            var centre = centres[random.Next(clusters)];
            var vector = new double[dimension];
            for (var a = 0; a < axes; a++)
            {
                var weight = centre[a] + 0.5 * Gaussian(random) / Math.Pow(a + 1, decay) + (a == 0 ? 2 : 0);
                for (var d = 0; d < dimension; d++)
                    vector[d] += weight * basis[a][d];
            }
            for (var d = 0; d < dimension; d++)
                vector[d] += 0.05 * Gaussian(random) / Math.Sqrt(dimension);
            vectors[i] = Unit(vector);
        }
        return vectors;
    }

    public static float[] Unit(double[] vector)
    {
        var norm = Math.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => (float)(norm == 0 ? 0 : x / norm))];
    }

    public static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
