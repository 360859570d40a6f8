namespace FashionOrleans.Search.Tests;

public sealed class MappedMemoryTests : IDisposable
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    readonly ScanPool _pool = new();
    readonly string _folder = Path.Combine(Path.GetTempPath(), $"fashionorleans-{Guid.NewGuid():N}");

    public void Dispose()
    {
        _pool.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, true);
    }

    string[] Files => Directory.GetFiles(_folder);

    [Theory]
    [InlineData(VectorFormat.Float32)]
    [InlineData(VectorFormat.Float16)]
    public async Task A_mapped_index_answers_like_one_in_memory(VectorFormat format)
    {
        var vectors = TestVectors.Clustered(3000, 100, 5);
        using var memory = new MappedVectorMemory(_folder, 1 << 20);
        using var mapped = new VectorIndex(new() { Dimension = 100, LearnAutomatically = false, ForcedWidths = [16, 48], VectorFormat = format, VectorMemory = memory }, _pool);
        using var index = new VectorIndex(new() { Dimension = 100, LearnAutomatically = false, ForcedWidths = [16, 48], VectorFormat = format }, _pool);
        foreach (var i in (VectorIndex[])[mapped, index])
        {
            i.Apply(Entries.Of(vectors), []);
            i.Apply([], [.. Enumerable.Range(0, 500).Select(Entries.Id)]);
        }
        for (var round = 0; round < 2; round++)
        {
            foreach (var query in vectors.Take(20))
                Assert.Equal((await index.SearchAsync(Entries.Query(query, 10), Cancel)).Hits, (await mapped.SearchAsync(Entries.Query(query, 10), Cancel)).Hits);
            index.Optimize(Cancel);
            mapped.Optimize(Cancel);
            memory.Evict();
        }
        Assert.Equal(0, mapped.Memory.Vectors);
        Assert.Equal(index.Memory.Vectors, mapped.Memory.Mapped);
        Assert.Equal(index.MemoryBytes - index.Memory.Vectors, mapped.MemoryBytes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"n":{"lt":2500}}""")]
    public async Task A_graph_over_mapped_vectors_returns_true_scores(string? filter)
    {
        var vectors = TestVectors.Clustered(3000, 40, 6);
        using var memory = new MappedVectorMemory(_folder);
        using var index = new VectorIndex(
            new() { Dimension = 40, LearnAutomatically = false, VectorMemory = memory, Graph = new() { MinItems = 1, MinMatches = 1, AlwaysWalk = true } }, _pool);
        index.Apply([.. vectors.Select((v, i) => Entries.Of(Entries.Id(i), v, $"{{\"n\":{i}}}"))], []);
        index.BuildGraph(Cancel);
        memory.Evict();
        var stored = vectors.Select((vector, i) => (Id: Entries.Id(i), vector)).ToDictionary(item => item.Id, item => item.vector);
        var foundItself = 0;
        for (var item = 0; item < 20; item++)
        {
            var result = await index.SearchAsync(Entries.Query(vectors[item], 10, filter), Cancel);
            Assert.Equal(10, result.Hits.Count);
            Assert.All(result.Hits, hit => Assert.Equal(InnerProduct.Compute(vectors[item], stored[hit.Id]), hit.Score));
            foundItself += result.Hits[0].Id == Entries.Id(item) ? 1 : 0;
        }
        // Threads insert in an order of chance, so that a graph may miss one.
        Assert.InRange(foundItself, 18, 20);
        Assert.Equal(3000, index.GraphRows);
    }

    [Fact]
    public void Hot_bytes_of_a_mapped_item_are_at_most_400()
    {
        const int Count = 4000, Dimension = 2048;
        using var memory = new MappedVectorMemory(_folder);
        using var index = new VectorIndex(new() { Dimension = Dimension, LearnAutomatically = false, VectorMemory = memory }, _pool);
        var vectors = TestVectors.Clustered(Count, Dimension, 3, decay: 0.2);
        foreach (var batch in vectors.Index().Chunk(500))
            index.Apply([.. batch.Select(v => Entries.Of($"{v.Index}", v.Item))], []);
        index.Optimize(Cancel);
        Assert.NotEmpty(index.CodedAxes);
        var taken = index.Memory;
        // The axes are there once, whatever the number of items.
        Assert.InRange((taken.InMemory - taken.Axes - taken.Attributes) / (double)Count, 1, 400);
        Assert.InRange(taken.Bookkeeping / (double)Count, 1, 64);
        Assert.InRange(taken.Mapped, (long)Count * Dimension * sizeof(float), memory.FileBytes);
        Assert.Equal(memory.FileBytes, Files.Sum(file => new FileInfo(file).Length));
    }

    [Fact]
    public void No_mapped_index_codes_more_axes_than_its_items_have_room_for()
    {
        using var memory = new MappedVectorMemory(_folder);
        // Noise is where wide codes pay in memory.
        using var index = new VectorIndex(new() { Dimension = 600, LearnAutomatically = false, VectorMemory = memory }, _pool);
        index.Apply(Entries.Of(TestVectors.Isotropic(1500, 600, 1)), []);
        index.Optimize(Cancel);
        Assert.All(index.CodedAxes, end => Assert.InRange(end, 1, 256));
    }

    [Fact]
    public void Files_are_used_again_and_go_with_their_blocks()
    {
        using var memory = new MappedVectorMemory(_folder, 1 << 20);
        var entries = Entries.Of(TestVectors.Isotropic(2000, 64, 1));
        var most = 0L;
        for (var round = 0; round < 20; round++)
        {
            using (var index = new VectorIndex(new() { Dimension = 64, LearnAutomatically = false, ForcedWidths = [16], VectorMemory = memory }, _pool))
            {
                index.Apply(entries, []);
                index.Apply(entries, []);
                index.Optimize(Cancel);
                if (round == 0)
                    most = memory.FileBytes;
                Assert.Equal(most, memory.FileBytes);
                Assert.NotEmpty(Files);
            }
            Assert.Equal(0, memory.FileBytes);
            Assert.Empty(Files);
        }
    }

    [Fact]
    public void A_part_that_was_given_back_is_used_again()
    {
        using var memory = new MappedVectorMemory(_folder, 1 << 20);
        var regions = Enumerable.Range(0, 4).Select(_ => memory.Allocate(16_384)).ToArray();
        var bytes = memory.FileBytes;
        var address = regions[2].Address;
        regions[2].Dispose();
        regions[2].Dispose();
        Assert.Equal(address, memory.Allocate(16_384).Address);
        Assert.Equal(bytes, memory.FileBytes);
        Assert.All(regions, region => Assert.Equal(0, region.Address % 64));
        GC.KeepAlive(regions);
    }

    [Fact]
    public void Files_that_a_dead_process_left_are_deleted_and_those_of_a_living_one_are_not()
    {
        using var living = new MappedVectorMemory(_folder);
        using var region = living.Allocate(16_384);
        var kept = Assert.Single(Files);
        File.WriteAllBytes(Path.Combine(_folder, $"{Guid.NewGuid():N}.vectors"), new byte[100]);
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "not ours");
        using var another = new MappedVectorMemory(_folder);
        Assert.Equal([kept, Path.Combine(_folder, "notes.txt")], Files.Order());
    }

    [Fact]
    public void A_folder_without_room_is_named_in_a_sentence()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems find out by filling the disk.");
        using var memory = new MappedVectorMemory(_folder);
        var refusal = Assert.Throws<VectorMemoryException>(() => memory.Allocate(1L << 60));
        Assert.Contains(_folder, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Free space", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Files);
        Assert.Equal(0, memory.FileBytes);
        memory.Allocate(16_384).Dispose();
    }

    [Fact]
    public async Task A_batch_for_which_there_is_no_room_changes_nothing_and_the_index_goes_on()
    {
        var vectors = TestVectors.Clustered(1000, 32, 2);
        var memory = new SmallMemory { Blocks = 2 };
        using var index = new VectorIndex(new() { Dimension = 32, LearnAutomatically = false, ForcedWidths = [8], VectorMemory = memory }, _pool);
        index.Apply(Entries.Of(vectors[..300]), []);
        index.Optimize(Cancel);
        var before = index.Memory.Bookkeeping;
        for (var attempt = 0; attempt < 3; attempt++)
            Assert.Throws<VectorMemoryException>(() => index.Apply([.. vectors.Skip(100).Select((v, i) => Entries.Of($"other-{i}", v, """{"a":["x"]}"""))], [Entries.Id(0)]));
        Assert.Equal(300, index.Count);
        Assert.True(index.Contains(Entries.Id(0)));
        Assert.False(index.Contains("other-0"));
        Assert.Empty(index.Fields);
        index.Apply([.. vectors.Take(512).Skip(300).Select((v, i) => Entries.Of(Entries.Id(300 + i), v))], []);
        var result = await index.SearchAsync(Entries.Query(vectors[0], 20), Cancel);
        Assert.Equal(BruteForce.Search(vectors.Take(512).Select((v, i) => (Entries.Id(i), v)), vectors[0], 20), result.Hits);
        // A compaction needs room for both copies; without it the index stays as it is.
        index.Apply([], [.. Enumerable.Range(0, 200).Select(Entries.Id)]);
        Assert.Throws<VectorMemoryException>(() => index.Optimize(Cancel));
        Assert.Equal(312, index.Count);
        memory.Blocks = 4;
        index.Optimize(Cancel);
        Assert.Equal(312, index.Count);
        Assert.Equal(BruteForce.Search(vectors.Take(512).Select((v, i) => (Entries.Id(i), v)).Skip(200), vectors[0], 20), (await index.SearchAsync(Entries.Query(vectors[0], 20), Cancel)).Hits);
    }

    /// <summary>Memory with room for a few blocks.</summary>
    sealed class SmallMemory : IVectorMemory
    {
        int _taken;

        public int Blocks { get; set; }

        public bool IsMapped => false;

        public VectorRegion Allocate(long bytes)
        {
            if (_taken == Blocks)
                throw new VectorMemoryException("There is no room.");
            _taken++;
            return new Region(this, new AlignedMemory<byte>(bytes));
        }

        sealed unsafe class Region(SmallMemory memory, AlignedMemory<byte> bytes) : VectorRegion((nint)bytes.Pointer, bytes.Bytes)
        {
            protected override void Dispose(bool disposing)
            {
                memory._taken--;
                bytes.Dispose();
            }
        }
    }
}
