using System.Diagnostics;
using System.Globalization;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Search;

/// <summary>
/// The scan over the codes beside loops that only read the same bytes or only compute int8 products of them, in the cache and out of
/// it, with one thread and all; then a search of noise, where no axes help, beside the int8 loop over the codes that it reads.
/// </summary>
static class CodeScanBench
{
    const int Rounds = 9;

    /// <summary>Codes in memory: those of a catalogue of 40,000 products, and more than the last cache of any processor we have seen.</summary>
    static readonly long[] Sizes = [3L << 20, 400L << 20];

    public static int Run()
    {
        using var pool = new ScanPool();
        foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
            CompareNoise(threads);
        using (var index = Load(DrawnEmbeddings.Draw(8192, 512, 1), pool, [64]))
        {
            Console.WriteLine("Scan over codes of 64 bytes and norms of 8 bytes a row, GB/s (share of the read loop)");
            foreach (var bytes in Sizes)
                Compare(index, DrawnEmbeddings.Draw(1, 512, 2)[0], bytes);
        }
        return 0;
    }

    static void Compare(VectorIndex index, float[] query, long bytes)
    {
        var snapshot = index.AcquireFor([]);
        using var scan = new CodeScan(snapshot, query, bytes);
        snapshot.Release();
        foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            var repeats = (int)Math.Max(1, (200L << 20) / scan.Bytes);
            var times = Fastest(repeats, () => scan.Read(threads), () => scan.Int8(threads), () => scan.Bound(threads));
            double Rate(int loop) => scan.Bytes / times[loop] / 1e6;
            Print($"{scan.Bytes >> 20,5} MB, {threads} threads: read {Rate(0),6:f1}   int8 products {Rate(1),6:f1} ({times[0] / times[1]:p0})   bounds {Rate(2),6:f1} ({times[0] / times[2]:p0})");
        }
    }

    static void CompareNoise(int threads)
    {
        using var pool = new ScanPool(new() { Threads = threads });
        const int Rows = 200_000, Dimension = 512, Seed = 1, K = 10;
        var random = new Random(Seed);
        using var index = Load(Noise(random, Rows, Dimension), pool, null);
        var queries = Noise(random, 8, Dimension);
        var snapshot = index.AcquireFor([]);
        using var scan = new CodeScan(snapshot, queries[0], 0);
        snapshot.Release();
        var rescored = 0;
        var at = 0;
        var times = Fastest(
            queries.Length, () => scan.Read(threads), () => scan.Int8(threads), () => scan.Bound(threads),
            () => rescored += index.SearchAsync(new() { Vector = queries[at++ % queries.Length], K = K }).AsTask().GetAwaiter().GetResult().RowsRescored);
        Print($"Noise, {Rows} rows of {Dimension}, seed {Seed}, k = {K}, {threads} threads, levels [{string.Join(' ', index.CodedAxes)}], ms a query");
        Print($"read {times[0]:f2}   int8 products {times[1]:f2}   bounds {times[2]:f2}   search {times[3]:f2} = {times[3] / times[1]:f2} × int8 products; {rescored / at} rows rescored a query");
    }

    /// <summary>Milliseconds of each loop: the least of some rounds, in which all take turns, so that all meet the same machine.</summary>
    static double[] Fastest(int repeats, params Func<long>[] loops)
    {
        var times = new double[loops.Length];
        Array.Fill(times, double.PositiveInfinity);
        for (var round = 0; round < Rounds; round++)
        {
            for (var loop = 0; loop < loops.Length; loop++)
            {
                var watch = Stopwatch.StartNew();
                for (var i = 0; i < repeats; i++)
                    loops[loop]();
                times[loop] = Math.Min(times[loop], watch.Elapsed.TotalMilliseconds / repeats);
            }
        }
        return times;
    }

    static VectorIndex Load(float[][] rows, ScanPool pool, int[]? widths)
    {
        var index = new VectorIndex(new() { Dimension = rows[0].Length, LearnAutomatically = false, ForcedWidths = widths }, pool);
        index.Apply([.. rows.Select((row, i) => new IndexEntry($"{i}", row, AttributeSet.Empty))], []);
        index.Optimize();
        return index;
    }

    static float[][] Noise(Random random, int count, int dimension)
    {
        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
        {
            var vector = new double[dimension];
            for (var d = 0; d < dimension; d++)
                vector[d] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var norm = Math.Sqrt(vector.Sum(x => x * x));
            vectors[i] = Array.ConvertAll(vector, x => (float)(x / norm));
        }
        return vectors;
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
