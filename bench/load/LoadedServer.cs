using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using FashionOrleans.Benchmarks;

namespace FashionOrleans.Load;

/// <summary>The server under load, a process of its own on loopback.</summary>
sealed partial class LoadedServer : IAsyncDisposable
{
    const int MaxSample = 200;
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    readonly Process _process;

    LoadedServer(Process process, string address)
    {
        _process = process;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public HttpClient Http { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="program">The web's dll; empty for the one built beside this bench.</param>
    /// <param name="verb"><c>serve</c> or <c>demo</c>.</param>
    /// <param name="data">The folder of its data.</param>
    /// <param name="settings">Further settings as <c>Query:MaxConcurrent=8;Query:MaxQueued=16</c>.</param>
    /// <param name="log">Where its output goes; null for nowhere.</param>
    /// <param name="environment">Variables that it has besides those of the bench.</param>
    public static async Task<LoadedServer> StartAsync(
        string program, string verb, string data, string settings = "", string? log = null, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        var listed = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).SelectMany(setting => new[] { "--set", $"FashionOrleans:{setting}" });
        foreach (var argument in (string[])[program.Length > 0 ? program : Clone.ProgramOf("FashionOrleans.Web", "FashionOrleans.Web.dll"), verb, "--data", data, "--urls", "http://127.0.0.1:0", .. listed])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var output = log is null ? TextWriter.Null : TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
        _ = CopyAsync(process.StandardError, output);
        while (true)
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended before it was up; start it by hand with the same --data to see why.");
            await output.WriteLineAsync(line);
            if (AddressPattern().Match(line) is { Success: true } match)
            {
                _ = CopyAsync(process.StandardOutput, output);
                var server = new LoadedServer(process, match.Value);
                await server.UntilReadyAsync();
                return server;
            }
        }
    }

    /// <summary>Its process.</summary>
    public int ProcessId => _process.Id;

    public ProcessSample Sample() => ProcessSample.Of(_process.Id);

    /// <summary>What its metrics are now.</summary>
    public async Task<ServerMetrics> MetricsAsync() => new(await Http.GetStringAsync("/metrics"));

    /// <summary>Ids of some items, as the server draws them.</summary>
    public async Task<string[]> SampleIdsAsync(string catalog, int count)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 1; ids.Count < count && seed <= 4 * (count / MaxSample) + 4; seed++)
        {
            var page = await Http.GetFromJsonAsync<ItemPage>($"/api/v1/catalogs/{catalog}/items?seed={seed}&limit={MaxSample}");
            ids.UnionWith(page!.Items.Select(item => item.Id));
        }

        return ids.Count > 0 ? [.. ids] : throw new ArgumentException($"The catalogue '{catalog}' is empty. Fill it first (verb fill).");
    }

    /// <summary>Waits until a catalogue holds at least so many items, as the demo's is drawn in the background.</summary>
    public async Task UntilFilledAsync(string catalog, int items)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            using var reply = await Http.GetAsync($"/api/v1/catalogs/{catalog}");
            if (reply.IsSuccessStatusCode && (await reply.Content.ReadFromJsonAsync<Holding>())!.Items >= items)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(begun) > StartLimit)
            {
                throw new TimeoutException($"'{catalog}' had not {items} items within {StartLimit}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>Waits until it has done nothing for a while: after a start it learns axes and builds indexes in the background.</summary>
    public async Task UntilQuietAsync()
    {
        const double Idle = 0.05;
        var quiet = 0;
        for (var last = Sample().CpuSeconds; quiet < 5;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var now = Sample().CpuSeconds;
            quiet = now - last < Idle ? quiet + 1 : 0;
            last = now;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using (var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await terminate.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    async Task UntilReadyAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            using var reply = await Http.GetAsync("/health/ready");
            if (reply.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(begun) > StartLimit)
            {
                throw new TimeoutException($"The server was not ready within {StartLimit}: {await reply.Content.ReadAsStringAsync()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    static async Task CopyAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            await to.WriteLineAsync(line);
        }
    }

    [GeneratedRegex(@"(?<=serves on )http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern();

    sealed record ItemPage(ItemId[] Items);

    sealed record ItemId(string Id);

    sealed record Holding(long Items);
}
