using System.Diagnostics;
using System.Globalization;

namespace FashionOrleans.Search.Tests;

/// <summary>
/// Queries on small collections of every hard kind of data, coded in every way, with deletions, filters, exclusions, shared thresholds and
/// rows that the coding has not seen. FASHIONORLEANS_CASES chooses how many queries, FASHIONORLEANS_SEED repeats a run. Searches run
/// on the test's thread, so that a million takes minutes.
/// </summary>
public sealed class AdversarialTests(ITestOutputHelper output)
{
    const int QueriesPerCollection = 25;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static long Setting(string name, long otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    [Fact]
    public void The_answer_equals_brute_force_in_ids_order_and_bits()
    {
        var cases = Setting("FASHIONORLEANS_CASES", 20_000);
        var seed = Setting("FASHIONORLEANS_SEED", Random.Shared.Next());
        output.WriteLine($"FASHIONORLEANS_SEED={seed}, {cases} cases");
        // Without threads of its own: the caller's thread does the work of a pool that has been disposed.
        var pool = new ScanPool(new() { Threads = 1 });
        pool.Dispose();
        var watch = Stopwatch.StartNew();
        var done = 0L;
        var collections = 0L;
        for (; done < cases; collections++)
        {
            Cancel.ThrowIfCancellationRequested();
            try
            {
                done += RunCollection(new Random(Draw(seed, collections)), pool);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Collection {collections} of seed {seed} failed: {e.Message}", e);
            }
        }
        output.WriteLine($"{done} queries on {collections} collections equal brute force, {watch.Elapsed.TotalSeconds:f0} s");
    }

    /// <summary>A seed for each collection, so that it does not depend on those before it.</summary>
    static int Draw(long seed, long collection) => (int)SampleRank.Of(seed, collection.ToString(CultureInfo.InvariantCulture));

    /// <summary>One collection of items in one to three indexes, and the queries; returns their number.</summary>
    static int RunCollection(Random random, ScanPool pool)
    {
        var shape = AdversarialVectors.Shapes[random.Next(AdversarialVectors.Shapes.Count)];
        var dimension = random.Next(20) == 0 ? random.Next(41, 300) : random.Next(1, 41);
        var count = random.Next(10) == 0 ? random.Next(200, 400) : random.Next(1, 60);
        var vectors = AdversarialVectors.Draw(shape, count, dimension, random.Next());
        var axes = random.Next(2) == 0 ? new AxesExchange() : null;
        var shards = Enumerable.Range(0, random.Next(3) == 0 ? random.Next(2, 4) : 1).Select(_ => Index(random, dimension, axes, pool)).ToArray();
        var items = vectors.Select((vector, i) => Entries.Of(Entries.Id(i), vector, $"{{\"n\":{i % 7}}}")).ToArray();
        var alive = new bool[count];
        var seen = random.Next(0, count + 1);
        Apply(0, seen);
        foreach (var shard in shards)
            shard.Optimize(Cancel);
        Apply(seen, count);
        Delete();
        if (random.Next(3) == 0)
        {
            foreach (var shard in shards)
                shard.Optimize(Cancel);
        }

        var padded = Array.ConvertAll(vectors, Padded);
        for (var q = 0; q < QueriesPerCollection; q++)
            Check(DrawQuery());
        foreach (var shard in shards)
            shard.Dispose();
        return QueriesPerCollection;

        float[] DrawQuery()
        {
            var row = vectors[random.Next(count)];
            return random.Next(6) switch
            {
                0 => TestVectors.Isotropic(1, dimension, random.Next())[0],
                1 => [.. row.Zip(vectors[random.Next(count)], (x, y) => x - y)],
                2 => [.. row.Select(x => x * 1e-3f)],
                3 => [.. row.Select(MathF.BitIncrement)],
                _ => row,
            };
        }

        void Apply(int first, int end)
        {
            for (var s = 0; s < shards.Length; s++)
                shards[s].Apply([.. Enumerable.Range(first, end - first).Where(i => i % shards.Length == s).Select(i => items[i])], []);
            alive.AsSpan(first, end - first).Fill(true);
        }

        void Delete()
        {
            if (random.Next(2) == 0)
                return;
            var share = random.Next(1, 5);
            var deleted = Enumerable.Range(0, count).Where(_ => random.Next(share) == 0).ToArray();
            foreach (var shard in shards)
                shard.Apply([], [.. deleted.Select(Entries.Id)]);
            foreach (var i in deleted)
                alive[i] = false;
        }

        void Check(float[] vector)
        {
            var k = random.Next(3) == 0 ? random.Next(1, 2 * count + 2) : random.Next(1, 8);
            var limit = random.Next(3) == 0 ? random.Next(0, 8) : 7;
            var excluded = random.Next(4) == 0 ? random.Next(count) : -1;
            var query = Entries.Query(vector, k, limit == 7 ? null : $"{{\"n\":{{\"lt\":{limit}}}}}", excluded < 0 ? [] : [Entries.Id(excluded)]);
            if (shards.Length > 1 && random.Next(3) > 0)
                query = new() { Vector = vector, K = k, Filter = query.Filter, Exclude = query.Exclude, Threshold = new(k) };
            var found = shards.SelectMany(shard => shard.SearchAsync(query, Cancel).AsTask().GetAwaiter().GetResult().Hits)
                .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal).Take(k).ToArray();
            var wanted = Padded(vector);
            var expected = Enumerable.Range(0, count).Where(i => alive[i] && i % 7 < limit && i != excluded)
                .Select(i => new SearchHit(items[i].Id, InnerProduct.Compute(wanted, padded[i])))
                .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal).Take(k).ToArray();
            if (!expected.Select(Bits).SequenceEqual(found.Select(Bits)))
                throw new InvalidOperationException(
                    $"{shape}, {count} × {dimension}, k = {k}: expected {string.Join(' ', expected)}, found {string.Join(' ', found)}");
        }
    }

    /// <summary>Zeros up to a length that scores are computed fast for; they change no bit of them.</summary>
    static float[] Padded(float[] vector)
    {
        var padded = new float[VectorMath.PaddedLength(vector.Length)];
        vector.CopyTo(padded, 0);
        return padded;
    }

    static (string, long) Bits(SearchHit hit) => (hit.Id, BitConverter.DoubleToInt64Bits(hit.Score));

    static VectorIndex Index(Random random, int dimension, AxesExchange? axes, ScanPool pool)
    {
        int[]? widths = random.Next(6) switch
        {
            0 => [random.Next(1, dimension + 1)],
            1 => [random.Next(1, 8), random.Next(8, 20)],
            2 => [4, 8, 12],
            3 => [CodingPlanner.AllDimensions],
            4 => null,
            _ => [dimension],
        };
        // A scoring of whole small blocks would leave the codes unused; the planner is made to code from the first row on.
        return new(new() { Dimension = dimension, LearnAutomatically = false, ForcedWidths = widths, MinItemsToLearn = 1, Axes = axes }, pool);
    }
}
