using System.Diagnostics.Metrics;

namespace FashionOrleans.Search.Tests;

public sealed class StatisticsTests : IDisposable
{
    readonly ScanPool _pool = new(new() { Threads = 2 });

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Queries_and_the_rows_that_they_read_are_counted_and_exported()
    {
        var vectors = TestVectors.Clustered(1500, 64, 1);
        using var index = new VectorIndex(new() { Dimension = 64, LearnAutomatically = false, ForcedWidths = [16] }, _pool);
        index.Apply(Entries.Of(vectors), []);
        index.Optimize(Cancel);
        var exported = new HashSet<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => Enable(instrument, l) };
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => Add(instrument));
        listener.SetMeasurementEventCallback<int>((instrument, _, _, _) => Add(instrument));
        listener.Start();
        var rescored = 0L;
        for (var q = 0; q < 5; q++)
            rescored += (await index.SearchAsync(Entries.Query(vectors[q], 3), Cancel)).RowsRescored;
        var statistics = index.Statistics;
        Assert.Equal((5, 5 * 1500, rescored), (statistics.Queries, statistics.RowsScanned, statistics.RowsRescored));
        Assert.Equal([16], statistics.CodedAxes);
        lock (exported)
            Assert.Superset(new HashSet<string>(["fashionorleans.search.queries", "fashionorleans.search.rows_scanned", "fashionorleans.search.rows_rescored"]), exported);

        void Add(Instrument instrument)
        {
            lock (exported)
                exported.Add(instrument.Name);
        }
    }

    [Fact]
    public void Compaction_learns_the_coding_again()
    {
        // Half of the rows are noise, for which no axes help; when they are gone, a few axes are enough for the rest.
        var noise = Entries.Of(TestVectors.Isotropic(1500, 256, 1)).Select(entry => entry with { Id = "noise-" + entry.Id }).ToArray();
        using var index = new VectorIndex(new() { Dimension = 256, LearnAutomatically = false }, _pool);
        index.Apply(Entries.Of(TestVectors.Clustered(1500, 256, 2)), []);
        index.Apply(noise, []);
        index.Optimize(Cancel);
        var before = index.CodedAxes;
        index.Apply([], [.. noise.Select(entry => entry.Id)]);
        index.Optimize(Cancel);
        Assert.NotEqual(before, index.CodedAxes);
        Assert.InRange(index.CodedAxes[^1], 1, 128);
        Assert.True(before[^1] > index.CodedAxes[^1]);
    }

    static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == SearchMetrics.MeterName)
            listener.EnableMeasurementEvents(instrument);
    }
}
