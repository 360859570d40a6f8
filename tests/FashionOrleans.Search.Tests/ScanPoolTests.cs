namespace FashionOrleans.Search.Tests;

public sealed class ScanPoolTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Holds a scan thread until it is let go.</summary>
    sealed class Blocker : IScanWork, IDisposable
    {
        readonly ManualResetEventSlim _release = new();

        public ManualResetEventSlim Entered { get; } = new();

        public void Run()
        {
            Entered.Set();
            _release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
        }

        public void Release() => _release.Set();

        public void Dispose()
        {
            _release.Dispose();
            Entered.Dispose();
        }
    }

    [Fact]
    public async Task A_full_pool_refuses_and_recovers()
    {
        using var pool = new ScanPool(new() { Threads = 1, MaxQueries = 2 });
        using var index = new VectorIndex(new() { Dimension = 2 }, pool);
        index.Apply([Entries.Of("a", [1, 0])], []);
        using var blocker = new Blocker();
        pool.TryScan(blocker);
        Assert.True(blocker.Entered.Wait(TimeSpan.FromSeconds(30), Cancel));
        var first = index.SearchAsync(Entries.Query([1, 0], 1), Cancel);
        var second = index.SearchAsync(Entries.Query([1, 0], 1), Cancel);
        Assert.Throws<ScanQueueFullException>(() => { _ = index.SearchAsync(Entries.Query([1, 0], 1), Cancel).AsTask(); });
        blocker.Release();
        Assert.Single((await first).Hits);
        Assert.Single((await second).Hits);
        Assert.Single((await index.SearchAsync(Entries.Query([1, 0], 1), Cancel)).Hits);
    }

    [Fact]
    public async Task Queries_that_wait_share_a_pass()
    {
        using var pool = new ScanPool(new() { Threads = 1 });
        using var index = new VectorIndex(new() { Dimension = 8, MaxQueriesPerPass = 8 }, pool);
        var vectors = TestVectors.Isotropic(600, 8, 9);
        index.Apply(Entries.Of(vectors), []);
        using var blocker = new Blocker();
        pool.TryScan(blocker);
        Assert.True(blocker.Entered.Wait(TimeSpan.FromSeconds(30), Cancel));
        var searches = vectors[..20].Select(v => index.SearchAsync(Entries.Query(v, 1), Cancel).AsTask()).ToArray();
        blocker.Release();
        var results = await Task.WhenAll(searches).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(Enumerable.Range(0, 20).Select(Entries.Id), results.Select(result => result.Hits[0].Id));
        Assert.Equal(3, index.Passes);
    }

    [Fact]
    public async Task A_query_that_is_cancelled_while_it_waits_ends_with_cancellation()
    {
        using var pool = new ScanPool(new() { Threads = 1 });
        using var index = new VectorIndex(new() { Dimension = 2 }, pool);
        index.Apply([Entries.Of("a", [1, 0])], []);
        using var blocker = new Blocker();
        pool.TryScan(blocker);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var cancelled = index.SearchAsync(Entries.Query([1, 0], 1), source.Token);
        var other = index.SearchAsync(Entries.Query([1, 0], 1), Cancel);
        await source.CancelAsync();
        blocker.Release();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cancelled);
        Assert.Single((await other).Hits);
        Assert.Equal(0, pool.Queries);
    }

    [Fact]
    public async Task Many_indexes_share_the_threads()
    {
        using var pool = new ScanPool(new() { Threads = 2 });
        var vectors = TestVectors.Isotropic(1200, 24, 3);
        var indexes = Enumerable.Range(0, 8).Select(_ => new VectorIndex(new() { Dimension = 24, MaxQueriesPerPass = 5 }, pool)).ToArray();
        for (var i = 0; i < indexes.Length; i++)
            indexes[i].Apply([.. vectors.Where((_, v) => v % 8 == i).Select((v, j) => Entries.Of($"{i}-{j}", v))], []);
        var tasks = Enumerable.Range(0, 400).Select(async q =>
        {
            var index = indexes[q % 8];
            var result = await index.SearchAsync(Entries.Query(vectors[q], 1), Cancel);
            Assert.Equal(1.0, result.Hits[0].Score, 5);
            Assert.Equal($"{q % 8}-{q / 8}", result.Hits[0].Id);
        });
        await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        foreach (var index in indexes)
            index.Dispose();
    }

    [Fact]
    public async Task Disposal_finishes_the_queries_that_wait()
    {
        var pool = new ScanPool(new() { Threads = 1 });
        using var index = new VectorIndex(new() { Dimension = 2, MaxQueriesPerPass = 1 }, pool);
        index.Apply([Entries.Of("a", [1, 0])], []);
        var tasks = Enumerable.Range(0, 50).Select(_ => index.SearchAsync(Entries.Query([1, 0], 1), Cancel).AsTask()).ToArray();
        pool.Dispose();
        foreach (var result in await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromSeconds(30), Cancel))
            Assert.Single(result.Hits);
    }
}
