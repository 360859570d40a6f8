namespace FashionOrleans.Benchmarks.Search;

/// <summary>
/// Unit vectors with the spectrum that features of product photos have: of 2,048 dimensions 64 hold 92.9% of the energy, 128
/// hold 96.0% and 256 hold 97.8%, in clusters as articles of one kind are.
/// </summary>
static class DrawnEmbeddings
{
    const int Clusters = 120;

    const int Reflections = 3;

    /// <summary>Vectors of one random sequence in <see cref="DrawInParallel"/>.</summary>
    const int ChunkSize = 4096;

    /// <summary>Draws vectors.</summary>
    /// <param name="count">How many.</param>
    /// <param name="dimension">Elements of each.</param>
    /// <param name="seed">Another seed, other vectors.</param>
    public static float[][] Draw(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        var draw = Distribution(random, dimension);
        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
            vectors[i] = draw(random);
        return vectors;
    }

    /// <summary>Draws more vectors than memory should hold, with all processors; the same for the same seed on any number of them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="dimension">Elements of each.</param>
    /// <param name="seed">Another seed, other vectors.</param>
    public static IEnumerable<float[]> DrawInParallel(int count, int dimension, int seed)
    {
        var draw = Distribution(new Random(seed), dimension);
        foreach (var wave in Enumerable.Range(0, (count + ChunkSize - 1) / ChunkSize).Chunk(Environment.ProcessorCount))
        {
            var drawn = new float[wave.Length][][];
            Parallel.For(0, wave.Length, i =>
            {
                var random = new Random(unchecked(seed * 1_000_003 + wave[i] + 1));
                drawn[i] = [.. Enumerable.Range(0, Math.Min(ChunkSize, count - wave[i] * ChunkSize)).Select(_ => draw(random))];
            });
            foreach (var vector in drawn.SelectMany(vectors => vectors))
                yield return vector;
        }
    }

    /// <summary>Draws what all vectors have in common; returns what draws a vector.</summary>
    static Func<Random, float[]> Distribution(Random random, int dimension)
    {
        var deviations = Deviations(dimension);
        var centres = Draw(random, Clusters, deviations, 0.75);
        var mirrors = Enumerable.Range(0, Reflections).Select(_ => Unit([.. Enumerable.Range(0, dimension).Select(_ => Gaussian(random))])).ToArray();
        return random =>
        {
            var centre = centres[random.Next(Clusters)];
            var vector = new double[dimension];
            for (var d = 0; d < dimension; d++)
                vector[d] = centre[d] + deviations[d] * Math.Sqrt(1 - 0.75) * Gaussian(random);
            vector[0] = Math.Sqrt(Energy[0].Share);
            foreach (var mirror in mirrors)
                Reflect(vector, mirror);
            return Array.ConvertAll(Unit(vector), x => (float)x);
        };
    }

    /// <summary>Bands of axes by where they end, and the share of the energy that they hold. The first is the mean direction.</summary>
    static readonly (int End, double Share)[] Energy = [(1, 0.55), (64, 0.379), (128, 0.031), (256, 0.018), (2048, 0.022)];

    static double[] Deviations(int dimension)
    {
        var deviations = new double[dimension];
        var start = 1;
        foreach (var (end, share) in Energy.Skip(1))
        {
            // Within the leading band the energy falls as a power law; the others are nearly flat.
            var exponent = start == 1 ? 1.2 : 0.5;
            var weights = Enumerable.Range(start, end - start).Select(axis => Math.Pow(axis, -exponent)).ToArray();
            for (var axis = start; axis < Math.Min(end, dimension); axis++)
                deviations[axis] = Math.Sqrt(share * weights[axis - start] / weights.Sum());
            start = end;
        }
        return deviations;
    }

    static double[][] Draw(Random random, int count, double[] deviations, double share) =>
        [.. Enumerable.Range(0, count).Select(_ => Array.ConvertAll(deviations, deviation => deviation * Math.Sqrt(share) * Gaussian(random)))];

    static void Reflect(double[] vector, double[] mirror)
    {
        var product = 0.0;
        for (var d = 0; d < vector.Length; d++)
            product += vector[d] * mirror[d];
        for (var d = 0; d < vector.Length; d++)
            vector[d] -= 2 * product * mirror[d];
    }

    static double[] Unit(double[] vector)
    {
        var norm = Math.Sqrt(vector.Sum(x => x * x));
        return Array.ConvertAll(vector, x => x / norm);
    }

    static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
