using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using FashionOrleans.Grains.Balancing;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Grains.Shards;
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

    readonly string _folder = System.IO.Directory.CreateTempSubdirectory("fashion-grains-").FullName;
    readonly SqliteItemStore _sqlite;
    readonly ConcurrentDictionary<string, string> _roles = new();
    InProcessTestCluster? _cluster;

    Cluster()
    {
        _sqlite = new SqliteItemStore(new SqliteStoreOptions { DataDirectory = _folder, SyncOnCommit = false });
        Store = new GatedStore(_sqlite);
    }

    public GatedStore Store { get; }

    /// <summary>Where the shoppers are kept, for a test that writes behind a grain's back.</summary>
    public IShopperStore Shoppers => _sqlite;

    /// <summary>
    /// Reaches the grains: from inside the silo that answers queries where there is one, since a client's calls are lost with the gateway they
    /// go through.
    /// </summary>
    public IGrainFactory Grains => _cluster!.Silos.FirstOrDefault(silo => _roles[silo.Name] == SiloRoles.Query) is { } querying
        ? querying.ServiceProvider.GetRequiredService<IGrainFactory>()
        : _cluster.Client;

    /// <summary>Calls between silos.</summary>
    public HostCalls Calls { get; } = new();

    /// <summary>The silos that run, by their addresses in order.</summary>
    public IReadOnlyList<InProcessSiloHandle> Silos =>
        [.. _cluster!.Silos.OrderBy(silo => silo.SiloAddress.ToParsableString(), StringComparer.Ordinal)];

    /// <summary>Those of them that hold shards.</summary>
    public IReadOnlyList<InProcessSiloHandle> StorageSilos => [.. Silos.Where(silo => Copies(silo) is not null)];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<Cluster> StartAsync(Action<QueryOptions>? queries = null, params string[] roles) => StartAsync(queries, shards: null, services: null, roles);

    /// <summary>A silo that answers queries, and others that hold shards; all hurry with what has a period.</summary>
    public static Task<Cluster> StartStorageAsync(
        int silos, Action<QueryOptions>? queries = null, Action<ShardOptions>? shards = null, Action<IServiceCollection>? services = null) => StartAsync(
        options =>
        {
            // On a busy machine nothing is late because of that alone.
            options.Deadline = TimeSpan.FromSeconds(30);
            queries?.Invoke(options);
        },
        options =>
        {
            options.Period = TimeSpan.FromMilliseconds(100);
            shards?.Invoke(options);
        },
        services,
        [SiloRoles.Query, .. Enumerable.Repeat(SiloRoles.Storage, silos)]);

    static async Task<Cluster> StartAsync(Action<QueryOptions>? queries, Action<ShardOptions>? shards, Action<IServiceCollection>? services, string[] roles)
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
            // Silos are configured in any order: each takes the next roles. Those that join later hold shards.
            var place = Interlocked.Increment(ref next);
            var own = place < roles.Length ? roles[place] : SiloRoles.Storage;
            cluster._roles[silos.SiloName] = own;
            silo.AddFashionOrleans(own.Split(','));
            silo.AddActivityPropagation();
            silo.Services.AddSingleton<IItemStore>(cluster.Store);
            silo.Services.AddSingleton<IShopperStore>(cluster.Shoppers);
            silo.Services.AddSingleton<IMigrationStore>(cluster._sqlite);
            silo.Services.AddSingleton<IQuarantineStore>(cluster._sqlite);
            silo.Services.AddSingleton<IBackupStore>(cluster._sqlite);
            silo.Services.AddSingleton<IIngestJobStore>(cluster._sqlite);
            silo.Services.AddSingleton(_ => ModelPackDirectory.Open(cluster._folder));
            silo.Services.AddOptions<QueryOptions>().Configure(queries ?? (_ => { }));
            silo.Services.AddOptions<ShardOptions>().Configure(shards ?? (_ => { }));
            silo.Services.AddOptions<EmbeddingOptions>();
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(provider => new HostCallFilter(cluster.Calls, provider.GetRequiredService<ILocalSiloDetails>()));
            services?.Invoke(silo.Services);
        });
        cluster._cluster = builder.Build();
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>The addresses of the silos that have exactly these roles.</summary>
    public IReadOnlyList<string> SilosOf(string roles) =>
        [.. _cluster!.Silos.Where(silo => _roles[silo.Name] == roles).Select(silo => silo.SiloAddress.ToString())];

    /// <summary>The copies on a silo; null when it holds no shards.</summary>
    public static ShardCopies? Copies(InProcessSiloHandle silo) => silo.ServiceProvider.GetService<ShardCopies>();

    /// <summary>The shards that a silo writes.</summary>
    public static int Primaries(InProcessSiloHandle silo) => Copies(silo)!.Report(silo.SiloAddress).Copies.Count(copy => copy.Primary);

    /// <summary>Where a silo believes shards to be.</summary>
    public static ShardDirectory Directory(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ShardDirectory>();

    /// <summary>The silo that writes a shard, as the map has it.</summary>
    public InProcessSiloHandle PrimaryOf(ShardKey shard) => SiloOf(Directory(Silos[0]).Find(shard)!.Copies.Single(copy => copy.Primary).Silo);

    /// <summary>A silo that follows a shard, as the map has it.</summary>
    public InProcessSiloHandle FollowerOf(ShardKey shard) => SiloOf(Directory(Silos[0]).Find(shard)!.Copies.First(copy => !copy.Primary).Silo);

    public InProcessSiloHandle SiloOf(SiloAddress address) => Silos.Single(silo => silo.SiloAddress.Equals(address));

    /// <summary>Starts one more silo that holds shards.</summary>
    public async Task<InProcessSiloHandle> JoinAsync() => await _cluster!.StartAdditionalSiloAsync();

    /// <summary>Tells a silo to stop, as SIGTERM does, and waits until it has.</summary>
    public Task StopSiloAsync(InProcessSiloHandle silo) => _cluster!.StopSiloAsync(silo);

    /// <summary>Ends a silo without a word.</summary>
    public Task KillSiloAsync(InProcessSiloHandle silo) => _cluster!.KillSiloAsync(silo);

    /// <summary>Ends an activation, as the stop of its silo does.</summary>
    public Task DeactivateAsync(IAddressable grain) => _cluster!.DeactivateAsync(grain);

    /// <summary>Ends the balancer; the next report of a silo wakes a new one.</summary>
    public Task RenewBalancerAsync() => _cluster!.DeactivateAsync(Grains.GetGrain<IShardBalancerGrain>(0));

    /// <summary>Waits until every silo's map says that each shard of the catalogue has its copies, all ready, evenly spread unless told otherwise, and none moves.</summary>
    public Task BalancedAsync(Catalog catalog, bool evenly = true) => Eventually.HoldsAsync(
        () => Silos.All(silo => IsBalanced(catalog, Directory(silo).Map, evenly)),
        () => string.Join('\n', Directory(Silos[0]).Map.Shards.Select(shard => $"{shard.Shard} {string.Join(' ', shard.Copies)} -> {shard.MovingTo}")));

    /// <summary>Waits until all copies of each shard have the same version and know it.</summary>
    public Task CaughtUpAsync(Catalog catalog) => Eventually.HoldsAsync(() => catalog.AllShards().All(shard =>
    {
        var copies = StorageSilos.Select(silo => Copies(silo)!.Find(shard)).OfType<ShardCopy>().ToArray();
        return Array.TrueForAll(copies, copy => copy.IsCurrent) && copies.Select(copy => copy.Version).Distinct().Count() == 1;
    }));

    bool IsBalanced(Catalog catalog, ShardMap map, bool evenly)
    {
        var shards = map.Shards.Where(shard => shard.Shard.Generation == catalog.Generation).ToArray();
        var silos = StorageSilos.Select(silo => silo.SiloAddress).ToArray();
        var copies = Math.Min(catalog.Settings.Replicas, silos.Length);
        var primaries = shards.SelectMany(shard => shard.Copies).Where(copy => copy.Primary).ToLookup(copy => copy.Silo);
        var fewest = evenly ? catalog.Settings.Shards / silos.Length : 0;
        return shards.Length == catalog.Settings.Shards
            && Array.TrueForAll(shards, shard =>
                shard.MovingTo is null
                && shard.Wanted.Length == copies
                && shard.Copies.Count(copy => copy.State == ShardState.Ready && shard.Wanted.Contains(copy.Silo)) == copies
                && shard.Copies.Count(copy => copy.Primary) == 1)
            && Array.TrueForAll(silos, silo => primaries[silo].Count() >= fewest)
            && map.Hosts.ToHashSet().SetEquals(silos);
    }

    /// <summary>Makes a catalogue straight in the store, since these clusters have no model.</summary>
    public async Task<Catalog> CreateCatalogAsync(int shards, int replicas = 1, string name = "shop") =>
        (await _sqlite.CreateCatalogAsync(name, new CatalogSettings(Model, shards, replicas), Dimension, Stop)).Catalog;

    /// <summary>Stores items whose vector points along the axis of their number.</summary>
    public Task<ImmutableArray<ItemOutcome>> PutAsync(Catalog catalog, params IEnumerable<int> numbers) =>
        Grains.GetGrain<IItemsGrain>(catalog.Name).UpsertAsync(
            Guid.NewGuid(),
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
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
