namespace FashionOrleans.Search.Tests;

public sealed class GraphMemoryTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("""{"n":{"lt":500}}""")]
    public void A_walk_allocates_nothing(string? filter)
    {
        const int Dimension = 256;
        var vectors = TestVectors.Clustered(3000, Dimension, 5);
        using var pool = new ScanPool();
        var options = new VectorIndexOptions { Dimension = Dimension, LearnAutomatically = false, Graph = GraphTests.Always };
        using var index = new VectorIndex(options, pool);
        index.Apply([.. vectors.Select((v, i) => Entries.Of(Entries.Id(i), v, $"{{\"n\":{i % 1000}}}"))], []);
        index.Optimize(Cancel);
        using var traversal = new GraphTraversal(options.Graph.M);
        using var query = new QueryOperation(VectorMath.PaddedLength(Dimension), _ => { });
        query.Start(Entries.Query(vectors[0], 10, filter), Cancel);
        var snapshot = index.AcquireFor(query);
        var mask = new ulong[snapshot.Live.Length];
        query.Prepare(snapshot, 1);
        for (var block = 0; block < snapshot.Blocks.Length; block++)
            query.Select(snapshot, block, mask.AsSpan(block * RowBlock.MaskWords, RowBlock.MaskWords));
        // The first walk lets the memory grow to what the query needs.
        Walk();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Walk();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(64, traversal.Beam.Count);
        snapshot.Release();

        unsafe void Walk()
        {
            traversal.Start(snapshot.Graph!);
            snapshot.Graph!.Coding.Encode(query.Vector, traversal.Query);
            Assert.True(snapshot.Graph.TryGetEntry(out var entry, out var top));
            traversal.Descend(entry, top, 0);
            traversal.Walk(0, 64);
            if (filter is not null)
                Assert.True(traversal.TryWalkMatching(mask, snapshot.Rows, 64, 0.5));
        }
    }

    [Fact]
    public void A_graph_takes_what_is_documented()
    {
        const int Count = 8192, Dimension = 100;
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = Dimension, LearnAutomatically = false, Graph = GraphTests.Always }, pool);
        index.Apply(Entries.Of(TestVectors.Clustered(Count, Dimension, 1)), []);
        Assert.Equal(0, index.Memory.Graph);
        index.Optimize(Cancel);
        // A record of 128 bytes, 32 neighbours, one reference to the upper lists, of which there are some for one in 16 nodes; what they
        // all grow in is 4,096 rows.
        Assert.InRange(index.Memory.Graph / (double)Count, 128 + 4 * 33, 128 + 4 * 33 + 40);
    }

    [Fact]
    public async Task Graphs_that_no_reader_holds_are_freed()
    {
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = 64, LearnAutomatically = false, Graph = GraphTests.Always }, pool);
        var entries = Entries.Of(TestVectors.Isotropic(1024, 64, 1));
        index.Apply(entries, []);
        index.Optimize(Cancel);
        var once = index.MemoryBytes;
        var first = index.AcquireFor([]);
        var graph = first.Graph!;
        for (var round = 0; round < 5; round++)
        {
            index.Apply(entries, []);
            index.Optimize(Cancel);
            await index.SearchAsync(Entries.Query(new float[64], 5), Cancel);
        }
        Assert.InRange(index.MemoryBytes, once / 2, once * 11 / 10);
        // Held by this reader alone by now.
        Assert.False(graph.IsFreed);
        first.Release();
        Assert.True(graph.IsFreed);
    }
}
