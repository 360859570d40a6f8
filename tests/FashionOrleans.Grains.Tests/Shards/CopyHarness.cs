using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Grains.Tests.Support;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using FashionOrleans.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Grains.Tests.Shards;

/// <summary>The copies of one silo over a real store, without a cluster: the test is the grain and the other silos.</summary>
sealed class CopyHarness : IAsyncDisposable
{
    const int Dimension = 8;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-copies-");
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly IndexMaintenance _maintenance = new(NullLogger<IndexMaintenance>.Instance);
    readonly SqliteItemStore _sqlite;
    readonly ShardEngine _engine;

    CopyHarness(int rememberedVersions)
    {
        _sqlite = new SqliteItemStore(new SqliteStoreOptions
        {
            DataDirectory = _folder.FullName, SyncOnCommit = false, RememberedVersions = rememberedVersions,
        });
        Store = new GatedStore(_sqlite);
        _engine = new ShardEngine(Options.Create(new ShardEngineOptions()), _maintenance, _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        Copies = new ShardCopies(Store, _engine, Options.Create(Settings), Time, NullLogger<ShardCopies>.Instance);
    }

    public ShardOptions Settings { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public GatedStore Store { get; }

    public ShardCopies Copies { get; }

    /// <summary>What learns for the copies.</summary>
    public UpkeepThreads Learning => _maintenance.Learning;

    public ShardKey Shard { get; } = new("shop", 1, 0);

    public IQuarantineStore Quarantine => _sqlite;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<CopyHarness> StartAsync(int rememberedVersions = 100)
    {
        var harness = new CopyHarness(rememberedVersions);
        await harness._sqlite.InitializeAsync(Stop);
        var created = await harness._sqlite.CreateCatalogAsync(harness.Shard.Catalog, new CatalogSettings("none", Shards: 1), Dimension, Stop);
        Assert.Equal(harness.Shard, created.Catalog.Shard(0));
        return harness;
    }

    /// <summary>A writer elsewhere.</summary>
    public async Task<ShardOwnership> AcquireAsync() => (await _sqlite.AcquireShardAsync(Shard, Stop))!;

    /// <summary>Commits items by number and the value that tells their states apart.</summary>
    public async Task<long> CommitAsync(ShardOwnership owner, IEnumerable<(int Item, int Value)> upserts, params IEnumerable<int> deletes) => (await Store.CommitAsync(
        owner,
        Guid.NewGuid(),
        [.. upserts.Select(item => new StoredItem(Id(item.Item), MemoryMarshal.AsBytes(Vector(item.Value).AsSpan()).ToArray(), default))],
        [.. deletes.Select(Id)],
        Stop)).Version;

    public static IndexEntry Entry(int item, int value) => new(Id(item), Vector(value), AttributeSet.Empty);

    /// <summary>A copy that follows, loaded.</summary>
    public async Task<ShardCopy> FollowAsync()
    {
        var self = Silos.Address(1);
        await Copies.FollowAsync(new ShardMap(1, [new ShardPlacement(Shard, [], [self], null)], [self], []), self);
        var copy = Copies.Find(Shard)!;
        await copy.Loaded.WaitAsync(Stop);
        return copy;
    }

    /// <summary>A copy whose grain is here.</summary>
    public async Task<(ShardCopy Copy, ShardOwnership Owner)> ClaimAsync()
    {
        var copy = Copies.Reserve(Shard);
        return (copy, await copy.ClaimAsync(Stop));
    }

    /// <summary>What a copy holds of items 0 to <paramref name="count"/>: item and value.</summary>
    public static Dictionary<int, int> ContentOf(ShardCopy copy, int count = 20)
    {
        var content = new Dictionary<int, int>();
        var vector = new float[Dimension];
        for (var item = 0; item < count; item++)
        {
            if (copy.Index!.TryGetVector(Id(item), vector))
            {
                content[item] = (int)vector[1];
            }
        }

        return content;
    }

    /// <summary>Runs a statement in the database, as somebody does who damages it.</summary>
    public object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "fashion.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public async ValueTask DisposeAsync()
    {
        await Copies.DisposeAsync();
        _maintenance.Dispose();
        _engine.Dispose();
        await _services.DisposeAsync();
        await _sqlite.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    static string Id(int item) => $"i{item}";

    static float[] Vector(int value)
    {
        var vector = new float[Dimension];
        vector[0] = 1;
        vector[1] = value;
        return vector;
    }
}
