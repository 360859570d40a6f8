using System.Diagnostics.Metrics;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Tests;

/// <summary>What a catalogue's settings make of the indexes of its shards.</summary>
public sealed class ShardEngineTests : IDisposable
{
    const int Dimension = 64;
    const int Rows = 20_000;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-engine-");
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly IndexMaintenance _maintenance = new(NullLogger<IndexMaintenance>.Instance);
    readonly ShardEngine _engine;

    public ShardEngineTests() => _engine = new(
        Options.Create(new ShardEngineOptions { VectorCache = _folder.FullName, GraphRecallSampling = 1 }),
        _maintenance,
        _services.GetRequiredService<IMeterFactory>());

    public void Dispose()
    {
        _maintenance.Dispose();
        _engine.Dispose();
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Vectors_are_held_as_the_settings_say()
    {
        var plain = Filled(new CatalogSettings());
        var half = Filled(new CatalogSettings(VectorFormat: CatalogSettings.HalfPrecision));
        var mapped = Filled(new CatalogSettings(VectorStorage: CatalogSettings.Mapped));

        Assert.Equal(plain.Memory.Vectors / 2, half.Memory.Vectors);
        Assert.Equal((0, plain.Memory.Vectors), (mapped.Memory.Vectors, mapped.Memory.Mapped));
        Assert.NotEmpty(_folder.EnumerateFiles());
    }

    [Fact]
    public async Task A_graph_answers_without_a_proof_unless_asked_for_one_and_its_recall_is_a_metric()
    {
        var measured = new List<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "fashionorleans.graph.recall" && instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => measured.Add(value));
        listener.Start();
        var index = Filled(new CatalogSettings(Index: CatalogSettings.GraphIndex));
        index.Optimize(TestContext.Current.CancellationToken);
        var query = new SearchQuery { Vector = Vector(5), K = 10 };

        var walked = await index.SearchAsync(query, TestContext.Current.CancellationToken);
        var exact = await index.SearchAsync(new SearchQuery { Vector = Vector(5), K = 10, Exact = true }, TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (index.GraphRecall!.Samples == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        listener.RecordObservableInstruments();
        Assert.False(walked.IsExact);
        Assert.True(exact.IsExact);
        Assert.Equal("5", walked.Hits[0].Id);
        Assert.InRange(Assert.Single(measured), 0.5, 1);
    }

    VectorIndex Filled(CatalogSettings settings)
    {
        var catalog = new Catalog($"c{Guid.NewGuid():n}", 1, settings, Dimension);
        var index = _engine.Create(catalog.Shard(0), catalog);
        index.Apply([.. Enumerable.Range(0, Rows).Select(row => new IndexEntry($"{row}", Vector(row), AttributeSet.Empty))], []);
        return index;
    }

    static float[] Vector(int seed)
    {
        var random = new Random(seed);
        var vector = Enumerable.Range(0, Dimension).Select(axis => (float)(random.NextDouble() - 0.5) / (1 + axis)).ToArray();
        var norm = MathF.Sqrt(vector.Sum(x => x * x));
        return Array.ConvertAll(vector, x => x / norm);
    }
}
