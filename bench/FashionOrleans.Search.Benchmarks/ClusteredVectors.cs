namespace FashionOrleans.Search.Benchmarks;

/// <summary>Drawn unit vectors in clusters, with most of their energy on few axes, so that the index learns a coding for them.</summary>
static class ClusteredVectors
{
    const int Axes = 48;

    const int Clusters = 20;

    /// <summary>Draws float32[count][dimension].</summary>
    public static float[][] Draw(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        var basis = Gaussians(random, Axes, dimension);
        var centres = Gaussians(random, Clusters, Axes);
        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
        {
            var centre = centres[random.Next(Clusters)];
            var vector = new double[dimension];
            for (var axis = 0; axis < Axes; axis++)
            {
                var weight = (centre[axis] + 0.5 * Gaussian(random)) / (axis + 1);
                for (var d = 0; d < dimension; d++)
                    vector[d] += weight * basis[axis][d];
            }
            var norm = Math.Sqrt(vector.Sum(x => x * x));
            vectors[i] = Array.ConvertAll(vector, x => (float)(x / norm));
        }
        return vectors;
    }

    static double[][] Gaussians(Random random, int rows, int columns) =>
        [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => Gaussian(random)).ToArray())];

    static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
