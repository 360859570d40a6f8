using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FashionOrleans.Benchmarks.Serving;
using FashionOrleans.Client;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Benchmarks.Cluster;

/// <summary>PostgreSQL, a web and a growing number of silos, each a process of its own on this machine.</summary>
sealed class BenchCluster : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    readonly PostgresServer _postgres;
    readonly string _connectionString;
    readonly List<Process> _silos = [];

    BenchCluster(PostgresServer postgres, string connectionString) => (_postgres, _connectionString) = (postgres, connectionString);

    public ServerUnderTest Web { get; private set; } = null!;

    /// <summary>Starts everything with one silo that has all roles.</summary>
    /// <exception cref="ArgumentException">PostgreSQL is not installed.</exception>
    public static async Task<BenchCluster> StartAsync()
    {
        var postgres = await PostgresServer.StartAsync(durable: true) ?? throw new ArgumentException(PostgresServer.Missing);
        var cluster = new BenchCluster(postgres, await postgres.CreateDatabaseAsync("bench"));
        cluster.AddSilo("storage,embedding,query");
        (cluster.Web, _) = await ServerUnderTest.StartAsync(
            Path.GetTempPath(), "--set", $"FashionOrleans:Postgres={cluster._connectionString}", "--set", "FashionOrleans:Cluster:Membership=postgres");
        return cluster;
    }

    /// <summary>Adds silos for shards until there are so many.</summary>
    public void Grow(int silos)
    {
        while (_silos.Count < silos)
        {
            AddSilo("storage,query");
        }
    }

    void AddSilo(string roles)
    {
        var silo = ServerUnderTest.Run(
            "FashionOrleans.Silo", redirect: true, "--roles", roles, "--postgres", _connectionString, "--membership", "postgres",
            "--silo-port", FreePort(), "--gateway-port", FreePort(), "--health-urls", "none");
        silo.OutputDataReceived += (_, _) => { };
        silo.BeginOutputReadLine();
        _silos.Add(silo);
    }

    /// <summary>Waits until the shards of a catalogue are spread evenly over all silos and none is on its way.</summary>
    public async Task UntilEvenAsync(FashionOrleansClient client, string catalog)
    {
        var begun = Stopwatch.GetTimestamp();
        while (await client.FindCatalogAsync(catalog) is not { Ready: true } details || !IsEven(details))
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw new TimeoutException($"The shards were not spread over {_silos.Count} silos within {Patience}.");
            }

            await Task.Delay(Look);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        foreach (var silo in _silos)
        {
            silo.Kill();
            await silo.WaitForExitAsync();
            silo.Dispose();
        }

        await _postgres.DisposeAsync();
    }

    bool IsEven(CatalogDetails details)
    {
        var loads = details.ShardStates.CountBy(shard => shard.Silo ?? "").Select(load => load.Value).ToArray();
        return loads.Length == _silos.Count && loads.Max() - loads.Min() <= 1 && details.ShardStates.All(shard => shard.MovingTo is null);
    }

    static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
