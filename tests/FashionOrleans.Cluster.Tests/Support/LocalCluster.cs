using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>PostgreSQL, silos and a web on this machine, each a process of its own.</summary>
sealed class LocalCluster : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-cluster-");
    readonly List<SiloProcess> _silos = [];

    LocalCluster(PostgresServer postgres, string connectionString)
    {
        Postgres = postgres;
        Web = new ServerProcess(
            _folder.FullName,
            "--set", $"FashionOrleans:Postgres={connectionString}",
            "--set", "FashionOrleans:Cluster:Membership=postgres");
    }

    public PostgresServer Postgres { get; }

    public ServerProcess Web { get; }

    public IReadOnlyList<SiloProcess> Silos => _silos;

    /// <summary>Starts all of it; skips the test where PostgreSQL is not installed.</summary>
    public static async Task<LocalCluster> StartAsync(int silos)
    {
        var postgres = await PostgresServer.StartAsync(durable: true);
        Assert.SkipWhen(postgres is null, PostgresServer.Missing);
        var connectionString = await postgres.CreateDatabaseAsync("fashion");
        var cluster = new LocalCluster(postgres, connectionString);
        foreach (var ports in FreePorts(2 * silos).Chunk(2))
        {
            var silo = new SiloProcess(connectionString, ports[0], ports[1]);
            silo.Start();
            cluster._silos.Add(silo);
        }

        await cluster.Web.InitializeAsync();
        return cluster;
    }

    /// <summary>A catalogue whose shards all answer.</summary>
    public async Task<CatalogClient> CreateCatalogAsync(string name, int shards)
    {
        var catalog = new CatalogClient(Web.Http, name);
        var begun = Stopwatch.GetTimestamp();
        while (!await catalog.TryCreateAsync(shards) || !await catalog.IsReadyAsync())
        {
            RequirePatience(begun, "The catalogue did not become ready.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }

        return catalog;
    }

    /// <summary>Waits until every shard answers again.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> UntilCompleteAsync(CatalogClient catalog)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await catalog.IsReadyAsync())
        {
            RequirePatience(begun, "The cluster did not recover.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await Postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    void RequirePatience(long begun, string complaint)
    {
        if (Stopwatch.GetElapsedTime(begun) > Patience)
        {
            throw new TimeoutException($"{complaint} The silos said:{Environment.NewLine}{string.Join(Environment.NewLine, _silos.Select(silo => silo.Output))}");
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
