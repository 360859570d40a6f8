namespace FashionOrleans.Search.Tests;

public sealed class MemoryTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void An_item_takes_its_vector_and_little_more()
    {
        const int Count = 4 * RowBlock.Capacity, Dimension = 512;
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = Dimension, LearnAutomatically = false, ForcedWidths = [32, 96] }, pool);
        index.Apply([.. TestVectors.Clustered(Count, Dimension, 1).Select((v, i) => Entries.Of(Entries.Id(i), v, $"{{\"colour\":\"c{i % 9}\",\"price\":{i}}}"))], []);
        var before = index.Memory;
        Assert.Equal((long)Count * Dimension * sizeof(float), before.Vectors);
        Assert.InRange(before.Bookkeeping, 1, Count * 64);
        // Canonical JSON of 26 bytes and two columns.
        Assert.InRange(before.Attributes, 1, Count * 64);
        Assert.Equal(0, before.Codes + before.Axes + before.Mapped);
        index.Optimize(Cancel);
        const int CodesAndNorms = 96 + 2 * 2 * sizeof(float), Axes = 96 * Dimension * sizeof(float);
        Assert.Equal(before with { Codes = Count * CodesAndNorms, Axes = Axes }, index.Memory);
        Assert.Equal(before.InMemory + Count * CodesAndNorms + Axes, index.MemoryBytes);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(5000)]
    [InlineData(20_000)]
    public void Ids_and_bookkeeping_take_at_most_64_bytes_an_item(int count)
    {
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = 1, LearnAutomatically = false }, pool);
        for (var first = 0; first < count; first += 500)
            index.Apply([.. Enumerable.Range(first, 500).Select(i => Entries.Of($"{10_000_000 + i}", [i]))], []);
        Assert.InRange(index.Memory.Bookkeeping / (double)count, 1, 64);
    }

    [Fact]
    public void Memory_that_no_reader_holds_is_freed()
    {
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = 64, LearnAutomatically = false, ForcedWidths = [16] }, pool);
        var entries = Entries.Of(TestVectors.Isotropic(1024, 64, 1));
        index.Apply(entries, []);
        index.Optimize(Cancel);
        var once = index.MemoryBytes;
        for (var round = 0; round < 10; round++)
        {
            index.Apply(entries, []);
            index.Optimize(Cancel);
        }
        Assert.InRange(index.MemoryBytes, once / 2, once * 11 / 10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_scan_allocates_nothing(bool coded) => AssertAllocatesNothing(coded, VectorFormat.Float32, null);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_scan_of_mapped_float16_allocates_nothing(bool coded)
    {
        var folder = Directory.CreateTempSubdirectory("fashionorleans-");
        try
        {
            using var memory = new MappedVectorMemory(folder.FullName);
            AssertAllocatesNothing(coded, VectorFormat.Float16, memory);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    static void AssertAllocatesNothing(bool coded, VectorFormat format, IVectorMemory? memory)
    {
        const int Dimension = 128;
        var vectors = TestVectors.Clustered(2000, Dimension, 5);
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = Dimension, LearnAutomatically = false, ForcedWidths = [16, 48], VectorFormat = format, VectorMemory = memory }, pool);
        index.Apply(Entries.Of(vectors), []);
        if (coded)
            index.Optimize(Cancel);
        var stride = VectorMath.PaddedLength(Dimension);
        ScanStrategy strategy = coded ? new CertifiedScan(stride) : new PlainScan();
        using var query = new QueryOperation(stride, _ => { });
        query.Start(Entries.Query(vectors[0], 10), Cancel);
        var queries = new List<QueryOperation> { query };
        var snapshot = index.AcquireFor(queries);
        // The first runs let the lists grow to what the query needs.
        for (var run = 0; run < 3; run++)
            Scan();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Scan();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        snapshot.Release();

        void Scan()
        {
            query.Prepare(snapshot, 1);
            strategy.Prepare(snapshot, query);
            for (var block = 0; block < snapshot.Blocks.Length; block++)
                strategy.ScanBlock(snapshot, block, queries, 0);
            strategy.Finish(snapshot, query, query.Merge());
        }
    }
}
