using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using FashionOrleans.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>What it costs to ask one more silo: two silos in this process, calls from one to the other over loopback, and the merging.</summary>
static class CallParts
{
    const int ShardsACall = 8;
    const int K = 10;
    const int Silos = 125;
    const int FanOuts = 100;
    const int Merges = 1000;
    const int Rounds = 10;

    public static async Task<CallPart> MeasureAsync(int dimension)
    {
        var primary = new IPEndPoint(IPAddress.Loopback, FreePort());
        using var caller = await StartAsync(primary.Port, primary);
        using var answerer = await StartAsync(FreePort(), primary);
        try
        {
            // Activated where they are first asked for: on the second silo.
            var near = answerer.Services.GetRequiredService<IGrainFactory>();
            var far = caller.Services.GetRequiredService<IGrainFactory>();
            await FanOutAsync(near, dimension);
            var seconds = await Processor.LeastSecondsAsync(Rounds, async () =>
            {
                for (var i = 0; i < FanOuts; i++)
                    await FanOutAsync(far, dimension);
            });
            return new CallPart(1e6 * seconds / FanOuts / Silos, await MeasureMergeAsync(await FanOutAsync(far, dimension)));
        }
        finally
        {
            await answerer.StopAsync();
            await caller.StopAsync();
        }
    }

    static Task<HostAnswer[]> FanOutAsync(IGrainFactory grains, int dimension)
    {
        var shards = Enumerable.Range(0, ShardsACall).Select(shard => new ShardKey("scale", 1, shard)).ToImmutableArray();
        var query = new ShardQuery([new byte[dimension * sizeof(float)]], [], K, default, [], Ef: null, Exact: false);
        return Task.WhenAll(Enumerable.Range(0, Silos).Select(call => grains.GetGrain<IEchoGrain>(call).SearchAsync(shards, query, CancellationToken.None)));
    }

    /// <summary>Microseconds a silo to merge answers as the coordinator does.</summary>
    static async Task<double> MeasureMergeAsync(HostAnswer[] answers) => 1e6 / Merges / answers.Length * await Processor.LeastSecondsAsync(Rounds, () =>
    {
        for (var i = 0; i < Merges; i++)
        {
            var merged = answers
                .SelectMany(answer => answer.Hits)
                .OrderByDescending(hit => hit.Score)
                .ThenBy(hit => hit.Id, StringComparer.Ordinal)
                .Take(K)
                .ToImmutableArray();
            if (merged.Length != K)
                throw new InvalidOperationException($"{merged.Length} hits were merged; {K} were expected.");
        }
        return Task.CompletedTask;
    });

    static async Task<IHost> StartAsync(int port, IPEndPoint primary)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(port, FreePort(), primary));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
