using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Search.Tests;

public sealed class RecallMonitorTests : IDisposable
{
    readonly ScanPool _pool = new(new() { Threads = 2, LearningThreads = 1 });

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _pool.Dispose();

    VectorIndex Build(float[][] vectors, GraphOptions options)
    {
        var index = new VectorIndex(new() { Dimension = vectors[0].Length, LearnAutomatically = false, Graph = options }, _pool);
        index.Apply([.. vectors.Select((v, i) => Entries.Of(Entries.Id(i), v, $"{{\"n\":{i % 10}}}"))], []);
        index.Optimize(Cancel);
        return index;
    }

    /// <summary>Waits until the learning thread has done everything that was queued before.</summary>
    async Task Quiet()
    {
        var barrier = new Barrier();
        Assert.True(_pool.TryLearn(barrier));
        await barrier.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    sealed class Barrier : IScanWork
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Run() => Reached.SetResult();
    }

    [Fact]
    public async Task One_query_in_so_many_is_answered_again_and_the_recall_is_the_one_measured_outside()
    {
        var vectors = TestVectors.Isotropic(3060, 100, 3);
        using var index = Build(vectors[..3000], GraphTests.Always with { RecallSampling = 3, MaxRecallSamplesPerSecond = 1000 });
        Assert.Null(index.GraphRecall!.Recall);
        var recalls = new List<double>();
        for (var q = 0; q < 60; q++)
        {
            var filter = q % 2 == 0 ? null : """{"n":[1,2,3,4,5]}""";
            var query = Entries.Query(vectors[3000 + q], 10, filter, Entries.Id(q));
            var exact = await index.SearchAsync(new() { Vector = query.Vector, K = 10, Filter = query.Filter, Exclude = query.Exclude, Exact = true }, Cancel);
            var found = await index.SearchAsync(new() { Vector = query.Vector, K = 10, Filter = query.Filter, Exclude = query.Exclude, Ef = 10 }, Cancel);
            if (q % 3 == 2)
                recalls.Add(found.Hits.Count(hit => hit.Score >= exact.Hits[^1].Score) / 10.0);
            await Quiet();
        }
        Assert.Equal(20, index.GraphRecall.Samples);
        Assert.Equal(recalls.Average(), index.GraphRecall.Recall!.Value, 1e-9);
        Assert.InRange(recalls.Average(), 0.1, 0.99);
    }

    [Fact]
    public async Task No_more_than_so_many_a_second_are_answered_again()
    {
        var clock = new FakeTimeProvider();
        var vectors = TestVectors.Clustered(1000, 16, 3);
        using var index = Build(vectors, GraphTests.Always with { RecallSampling = 1, MaxRecallSamplesPerSecond = 2, TimeProvider = clock });
        for (var second = 1; second <= 3; second++)
        {
            for (var q = 0; q < 5; q++)
            {
                await index.SearchAsync(Entries.Query(vectors[q], 5), Cancel);
                await Quiet();
            }
            Assert.Equal(2 * second, index.GraphRecall!.Samples);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Writes_after_the_answer_are_no_misses()
    {
        var vectors = TestVectors.Clustered(1000, 16, 3);
        using var index = Build(vectors, GraphTests.Always with { RecallSampling = 1 });
        var blocker = new Blocker();
        Assert.True(_pool.TryLearn(blocker));
        await index.SearchAsync(Entries.Query(vectors[0], 5), Cancel);
        // All that was returned is gone before the learning thread answers the query again.
        index.Apply([], [.. Enumerable.Range(0, 1000).Select(Entries.Id)]);
        blocker.Go.Set();
        await Quiet();
        Assert.Equal(1, index.GraphRecall!.Samples);
        Assert.Equal(1, index.GraphRecall.Recall);
    }

    sealed class Blocker : IScanWork
    {
        public ManualResetEventSlim Go { get; } = new();

        public void Run() => Go.Wait(TimeSpan.FromSeconds(30), Cancel);
    }
}
