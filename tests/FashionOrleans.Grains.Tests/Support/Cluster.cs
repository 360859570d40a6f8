using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Storage;
using FashionOrleans.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>Silos in this process over one store; each silo has the roles of its place in the list.</summary>
sealed class Cluster : IAsyncDisposable
{
    public const int Dimension = 8;
    public const string Model = "none";

    readonly string _folder = Directory.CreateTempSubdirectory("fashion-grains-").FullName;
    readonly SqliteItemStore _sqlite;
    readonly ConcurrentDictionary<string, string> _roles = new();
    InProcessTestCluster? _cluster;

    Cluster()
    {
        _sqlite = new SqliteItemStore(new SqliteStoreOptions { DataDirectory = _folder, SyncOnCommit = false });
        Store = new GatedStore(_sqlite);
    }

    public GatedStore Store { get; }

    public IGrainFactory Grains => _cluster!.Client;

    /// <summary>The addresses of the silos that have exactly these roles.</summary>
    public IReadOnlyList<string> SilosOf(string roles) =>
        [.. _cluster!.Silos.Where(silo => _roles[silo.Name] == roles).Select(silo => silo.SiloAddress.ToString())];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Cluster> StartAsync(Action<QueryOptions>? queries = null, params string[] roles)
    {
        var cluster = new Cluster();
        await cluster._sqlite.InitializeAsync(Stop);
        if (roles.Length == 0)
        {
            roles = [string.Join(',', SiloRoles.All)];
        }

        var builder = new InProcessTestClusterBuilder((short)roles.Length);
        var next = -1;
        builder.ConfigureSilo((silos, silo) =>
        {
            // Silos are configured in any order: each takes the next roles.
            var own = roles[Interlocked.Increment(ref next)];
            cluster._roles[silos.SiloName] = own;
            silo.AddFashionOrleans(own.Split(','));
            silo.Services.AddSingleton<IItemStore>(cluster.Store);
            silo.Services.AddSingleton(_ => ModelPackDirectory.Open(cluster._folder));
            silo.Services.AddOptions<QueryOptions>().Configure(queries ?? (_ => { }));
            silo.Services.AddOptions<EmbeddingOptions>();
        });
        cluster._cluster = builder.Build();
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Makes a catalogue straight in the store, since these clusters have no model.</summary>
    public async Task<Catalog> CreateCatalogAsync(int shards, string name = "shop") =>
        (await _sqlite.CreateCatalogAsync(name, new CatalogSettings(Model, shards), Dimension, Stop)).Catalog;

    /// <summary>Stores items whose vector points along the axis of their number.</summary>
    public Task<ImmutableArray<ItemOutcome>> PutAsync(Catalog catalog, params IEnumerable<int> numbers) =>
        Grains.GetGrain<IItemsGrain>(catalog.Name).UpsertAsync(
            [.. numbers.Select(number => new ItemUpload($"i{number}", default, Axis(number), default, null))], Stop);

    public IShardGrain Shard(Catalog catalog, int number) => Grains.GetGrain<IShardGrain>(catalog.Shard(number).ToString());

    public Task<Recommendations> RecommendAsync(Catalog catalog, int number, int k = 100) =>
        Grains.GetGrain<ICoordinatorGrain>(catalog.Name).RecommendAsync(
            new RecommendationQuery([new Example(Embedding: Axis(number))], [], k, default), Stop);

    public static ReadOnlyMemory<byte> Axis(int number)
    {
        var vector = new float[Dimension];
        vector[number % Dimension] = 1;
        vector[(number + 1) % Dimension] += number / 1000f;
        return MemoryMarshal.AsBytes(vector.AsSpan()).ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        await _sqlite.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
