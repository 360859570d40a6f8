using CsCheck;

namespace FashionOrleans.Search.Tests;

/// <summary>Blocks all of whose rows are dead give their memory back at once, and nothing reads what is gone.</summary>
public sealed class VacancyTests : IDisposable
{
    const int Dimension = 32;
    const int Items = 3 * RowBlock.Capacity;

    readonly ScanPool _pool = new(new() { Threads = 2 });
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashionorleans-");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Delete(true);
    }

    [Theory]
    [InlineData(VectorFormat.Float32, false, false)]
    [InlineData(VectorFormat.Float32, false, true)]
    [InlineData(VectorFormat.Float16, true, true)]
    public async Task Items_that_are_replaced_again_and_again_take_no_more_memory(VectorFormat format, bool isMapped, bool isCoded)
    {
        using var memory = isMapped ? new MappedVectorMemory(_folder.FullName, 1 << 16) : null;
        using var index = Index(format, memory);
        Replace(index, round: 0);
        if (isCoded)
            index.Optimize(Cancel);
        var first = index.Memory;
        for (var round = 1; round <= 20; round++)
            Replace(index, round);
        // A block that is being filled, and one whose last rows are still live.
        const int Blocks = Items / RowBlock.Capacity;
        Assert.InRange(index.Memory.Vectors + index.Memory.Mapped, 1, (first.Vectors + first.Mapped) * (Blocks + 1) / Blocks);
        Assert.InRange(index.Memory.Codes, isCoded ? 1 : 0, first.Codes * (Blocks + 1) / Blocks);
        await AssertExact(index, Rounded(Vectors(20), format).Select((vector, i) => (Entries.Id(i), vector)), Vectors(20)[5], null);
    }

    [Fact]
    public void What_a_search_reads_stays_until_it_has_finished()
    {
        using var index = Index();
        Replace(index, round: 0);
        var held = index.AcquireFor(new List<QueryOperation>());
        Replace(index, round: 1);
        Replace(index, round: 2);
        var vector = new float[Dimension];
        for (var row = 0; row < Items; row++)
        {
            held.Blocks[row / RowBlock.Capacity].CopyVector(row % RowBlock.Capacity, vector);
            Assert.Equal(Vectors(0)[row], vector);
        }
        held.Release();
    }

    [Fact]
    public void Codes_that_were_learnt_while_their_rows_died_are_dropped()
    {
        var layout = VectorLayout.Of(new() { Dimension = Dimension });
        var store = new RowStore(layout, null, vacates: true);
        store.Publish(store.Write(Entries.Of(Vectors(0)), []));
        var learnt = store.TakeSnapshot();
        var coding = CodingPlanner.Plan(learnt, new() { Dimension = Dimension, ForcedWidths = [8] }, Cancel)!;
        var codes = learnt.Blocks.Select(block => CodeBlock.For(coding, block)).ToList();
        store.Publish(store.Write(Entries.Of(Vectors(1)), []));
        store.Recode(coding, codes, learnt.Rows);
        learnt.Release();
        var now = store.TakeSnapshot();
        Assert.All(now.Blocks[..(Items / RowBlock.Capacity)], block => Assert.Same(RowBlock.Vacant, block));
        Assert.All(now.Codes[..(Items / RowBlock.Capacity)], code => Assert.Same(CodeBlock.Vacant, code));
        Assert.All(now.Codes[(Items / RowBlock.Capacity)..], code => Assert.NotEqual(0, code.MemoryBytes));
        now.Release();
        store.Release();
    }

    [Fact]
    public async Task Dead_rows_stay_where_a_graph_walks_through_them()
    {
        using var index = new VectorIndex(
            new() { Dimension = Dimension, LearnAutomatically = false, Graph = GraphTests.Always with { MinItems = 100 } }, _pool);
        Replace(index, round: 0);
        index.BuildGraph(Cancel);
        Replace(index, round: 1);
        index.BuildGraph(Cancel);
        var result = await index.SearchAsync(Entries.Query(Vectors(1)[7], 10), Cancel);
        Assert.Equal((10, Entries.Id(7)), (result.Hits.Count, result.Hits[0].Id));
        Assert.Equal(2L * Items * Dimension * sizeof(float), index.Memory.Vectors);
    }

    [Fact]
    public async Task Any_sequence_of_writes_deletes_and_learning_leaves_exact_answers()
    {
        var vacated = 0;
        await Gen.Select(Gen.Int[1, 700], Gen.Int[5, 40], Gen.Int).SampleAsync(async (ids, batches, seed) =>
        {
            var random = new Random(seed);
            var pool = TestVectors.Clustered(200, Dimension, seed);
            using var index = Index();
            var model = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var batch = 0; batch < batches; batch++)
            {
                var deletes = Enumerable.Range(0, random.Next(random.Next(2) == 0 ? 10 : ids)).Select(_ => Entries.Id(random.Next(ids))).ToArray();
                var upserts = Enumerable.Range(0, random.Next(400)).Select(_ => (Id: Entries.Id(random.Next(ids)), Vector: random.Next(pool.Length))).ToArray();
                index.Apply([.. upserts.Select(item => Entries.Of(item.Id, pool[item.Vector], $"{{\"v\":{item.Vector}}}"))], deletes);
                Array.ForEach(deletes, id => model.Remove(id));
                Array.ForEach(upserts, item => model[item.Id] = item.Vector);
                if (random.Next(6) == 0)
                    index.Learn(Cancel);
                if (random.Next(12) == 0)
                    index.Optimize(Cancel);
                await AssertExact(index, model.Select(item => (item.Key, pool[item.Value])), pool[0], null);
                await AssertExact(index, model.Where(item => item.Value >= 100).Select(item => (item.Key, pool[item.Value])), pool[1], """{"$not":{"v":{"lt":100}}}""");
                Assert.All(model.Keys.Take(5), id => Assert.True(index.Contains(id)));
                var snapshot = index.AcquireFor(new List<QueryOperation>());
                Interlocked.Add(ref vacated, snapshot.Blocks.Count(block => block.IsVacant));
                snapshot.Release();
            }
        }, iter: 60);
        Assert.NotEqual(0, vacated);
    }

    static async Task AssertExact(VectorIndex index, IEnumerable<(string Id, float[] Vector)> items, float[] query, string? filter)
    {
        var result = await index.SearchAsync(Entries.Query(query, 10, filter), Cancel);
        Assert.Equal(BruteForce.Search(items, query, 10), result.Hits);
    }

    static float[][] Vectors(int round) => TestVectors.Clustered(Items, Dimension, 1000 + round);

    static IEnumerable<float[]> Rounded(float[][] vectors, VectorFormat format) =>
        format == VectorFormat.Float32 ? vectors : vectors.Select(vector => Array.ConvertAll(vector, x => (float)(Half)x));

    static void Replace(VectorIndex index, int round)
    {
        foreach (var batch in Entries.Of(Vectors(round)).Chunk(100))
            index.Apply(batch, []);
    }

    VectorIndex Index(VectorFormat format = VectorFormat.Float32, IVectorMemory? memory = null) => new(
        new() { Dimension = Dimension, LearnAutomatically = false, ForcedWidths = [8, 16], VectorFormat = format, VectorMemory = memory }, _pool);
}
