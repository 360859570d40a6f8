using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>PostgreSQL, silos and webs on this machine, each a process of its own.</summary>
sealed class LocalCluster : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    static readonly string[] PatientMembership = ["--FashionOrleans:Cluster:ProbeTimeout", "00:00:03", "--FashionOrleans:Cluster:MissedProbes", "20"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-cluster-");
    readonly List<SiloProcess> _silos = [];
    readonly List<SiloProcess> _embedders = [];
    readonly List<ServerProcess> _webs = [];
    readonly ClusterShape _shape;
    readonly RedisServer? _redis;

    LocalCluster(ClusterShape shape, PostgresServer postgres, string connectionString, RedisServer? redis, SmallDisk? disk) =>
        (_shape, Postgres, ConnectionString, _redis, Disk) = (shape, postgres, connectionString, redis, disk);

    public PostgresServer Postgres { get; }

    public string ConnectionString { get; }

    /// <summary>The database's file system, when the shape asks for one of its own and it can be had.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>Silos that hold shards.</summary>
    public IReadOnlyList<SiloProcess> Silos => _silos;

    /// <summary>Silos that embed.</summary>
    public IReadOnlyList<SiloProcess> Embedders => _embedders;

    public IReadOnlyList<ServerProcess> Webs => _webs;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts all of it; skips the test where a server that it needs is not installed.</summary>
    public static async Task<LocalCluster> StartAsync(ClusterShape shape)
    {
        var redis = shape.Redis ? await RedisServer.StartAsync(FreePorts(1)[0]) : null;
        Assert.SkipWhen(shape.Redis && redis is null, RedisServer.Missing);
        var disk = shape.SmallDisk ? await SmallDisk.TryMountAsync() : null;
        var postgres = await PostgresServer.StartAsync(durable: true, disk?.Folder);
        if (postgres is null && disk is not null)
        {
            await disk.DisposeAsync();
        }

        Assert.SkipWhen(postgres is null, PostgresServer.Missing);
        var cluster = new LocalCluster(shape, postgres, await postgres.CreateDatabaseAsync("fashion"), redis, disk);
        try
        {
            await cluster.LaunchAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    async Task LaunchAsync()
    {
        for (var i = 0; i < _shape.Silos; i++)
        {
            AddSilo().Start();
        }

        for (var i = 0; i < _shape.EmbeddingSilos; i++)
        {
            var embedder = NewSilo($"embedder-{i}", "embedding");
            embedder.Start();
            _embedders.Add(embedder);
        }

        for (var i = 0; i < _shape.Webs; i++)
        {
            _webs.Add(new ServerProcess(
                _folder.FullName, [.. Membership().Chunk(2).SelectMany(pair => new[] { "--set", $"{pair[0]}={pair[1]}" })]));
        }

        await Task.WhenAll(_webs.Select(web => web.InitializeAsync().AsTask()));
    }

    /// <summary>One more silo for shards, not started yet.</summary>
    public SiloProcess AddSilo()
    {
        var silo = NewSilo($"silo-{_silos.Count}", "storage,query");
        _silos.Add(silo);
        return silo;
    }

    /// <summary>Forgets a silo that has stopped for good.</summary>
    public async Task RemoveAsync(SiloProcess silo)
    {
        _silos.Remove(silo);
        await silo.DisposeAsync();
    }

    /// <summary>A catalogue whose shards all answer.</summary>
    public async Task<CatalogClient> CreateCatalogAsync(string name, int shards, int replicas = 1)
    {
        var catalog = new CatalogClient(() => [.. _webs.Select(web => web.Http)], name);
        await UntilAsync(async () => await catalog.TryCreateAsync(shards, replicas), "The catalogue could not be created.");
        await UntilSettledAsync(catalog, replicas);
        return catalog;
    }

    /// <summary>Waits until every shard answers again.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> UntilCompleteAsync(CatalogClient catalog)
    {
        var begun = Stopwatch.GetTimestamp();
        await UntilAsync(async () => await catalog.FindStateAsync() is { Ready: true }, "The cluster did not recover.");
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>Waits until every shard has all of its copies, evenly over the silos that run.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> UntilSettledAsync(CatalogClient catalog, int replicas)
    {
        var begun = Stopwatch.GetTimestamp();
        await UntilAsync(async () => await catalog.FindStateAsync() is { } state && IsSettled(state, replicas), "The cluster did not settle.");
        return Stopwatch.GetElapsedTime(begun);
    }

    bool IsSettled(CatalogState state, int replicas)
    {
        var running = _silos.Where(silo => !silo.HasEnded).ToArray();
        var primaries = Array.ConvertAll(running, silo => state.Shards.Count(shard => silo.IsAt(shard.Silo)));
        return state.Ready
            && primaries.Sum() == state.Shards.Count
            && primaries.Max() - primaries.Min() <= 1
            && state.Shards.All(shard => shard.MovingTo is null && shard.ReadyCopies.Distinct().Count() >= Math.Min(replicas, running.Length));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var web in _webs)
        {
            await web.DisposeAsync();
        }

        foreach (var silo in _silos.Concat(_embedders))
        {
            await silo.DisposeAsync();
        }

        await Postgres.DisposeAsync();
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        if (Disk is not null)
        {
            await Disk.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>What all processes have said lately, for a failed test.</summary>
    public string Output => string.Join(
        Environment.NewLine,
        _silos.Concat(_embedders).Select(silo => (silo.Name, silo.Output))
            .Concat(_webs.Select((web, i) => ($"web-{i}", web.Output)))
            .Select(process => $"--- {process.Item1}{Environment.NewLine}{Tail(process.Item2)}"));

    static string Tail(string text) => string.Join(Environment.NewLine, text.Split(Environment.NewLine).TakeLast(60));

    SiloProcess NewSilo(string name, string roles)
    {
        var ports = FreePorts(2);
        return new SiloProcess(
            name,
            [
                "--roles", roles, "--FashionOrleans:Shards:Period", "00:00:00.5", "--postgres", $"{ConnectionString};Application Name={name}",
                .. _shape.Models is { } models ? new[] { "--FashionOrleans:Models", models } : [],
                .. _shape.AllowedHosts is { } hosts ? new[] { "--FashionOrleans:Pictures:AllowedHosts", hosts } : [],
                .. _shape.PatientMembership ? PatientMembership : [],
                .. Membership().Skip(2).Chunk(2).SelectMany(pair => new[] { $"--{pair[0]}", pair[1] }),
            ],
            ports[0],
            ports[1],
            _shape.FalseClocks && FalseClock.IsInstalled ? new FalseClock() : null);
    }

    /// <summary>Keys and values that tell a process where the others are.</summary>
    string[] Membership() =>
    [
        "FashionOrleans:Postgres", ConnectionString,
        "FashionOrleans:Cluster:Membership", _redis is null ? "postgres" : "redis",
        .. _redis is null ? Array.Empty<string>() : ["FashionOrleans:Cluster:RedisConnection", $"127.0.0.1:{_redis.Port}"],
    ];

    async Task UntilAsync(Func<Task<bool>> condition, string complaint)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw new TimeoutException($"{complaint} The processes said:{Environment.NewLine}{Output}");
            }

            await Task.Delay(Look, Stop);
        }
    }

    static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}
