using System.Diagnostics;
using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace FashionOrleans.Load;

/// <summary>
/// Has the server collect its whole heap. Under a moderate load the runtime does so seldom, and what waits to be collected is no leak: only after a
/// full collection does the size of the heap say what is held.
/// </summary>
static class FullCollection
{
    const string Runtime = "Microsoft-Windows-DotNETRuntime";
    const string Count = "dotnet_gc_collections_total{";
    const long CollectKeyword = 0x800000; // GCHeapCollectKeyword: a session that asks for it begins with a full collection
    const int BufferMegabytes = 16;
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks for a collection and waits until the server's metrics count it.</summary>
    /// <exception cref="TimeoutException">It was not counted in time.</exception>
    public static async Task OfAsync(LoadedServer server)
    {
        var before = await CountAsync(server);
        var client = new DiagnosticsClient(server.ProcessId);
        using var session = client.StartEventPipeSession([new EventPipeProvider(Runtime, EventLevel.Informational, CollectKeyword)], requestRundown: false, BufferMegabytes);
        // A session whose events nobody reads holds the process up.
        var drained = session.EventStream.CopyToAsync(Stream.Null);
        var begun = Stopwatch.GetTimestamp();
        while (await CountAsync(server) == before)
        {
            if (Stopwatch.GetElapsedTime(begun) > Limit)
            {
                throw new TimeoutException("The server was asked to collect its heap and did not. Is its diagnostics port switched off (DOTNET_EnableDiagnostics)?");
            }

            await Task.Delay(Look);
        }

        await session.StopAsync(CancellationToken.None);
        await drained;
    }

    static async Task<double> CountAsync(LoadedServer server) =>
        (await server.MetricsAsync()).Sum(Count, "gc_heap_generation=\"gen2\"");
}
