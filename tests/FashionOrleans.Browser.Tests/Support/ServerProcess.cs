using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using FashionOrleans.SampleCatalog;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Browser.Tests.Support;

/// <summary>
/// The real server with its sample catalogue, as a process of its own on a free port, with a data folder that goes when it ends.
/// Set <c>FASHIONORLEANS_SERVER</c> to the address of a running one to test that instead.
/// </summary>
sealed partial class ServerProcess : IAsyncDisposable
{
    // The first start embeds the sample pictures; a busy build machine takes its time over that.
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    readonly Process? _process;
    readonly string? _dataFolder;

    ServerProcess(Uri address, Process? process, string? dataFolder) => (Address, _process, _dataFolder) = (address, process, dataFolder);

    public Uri Address { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("FASHIONORLEANS_SERVER") is { Length: > 0 } running)
            return new ServerProcess(new Uri(running), null, null);

        return await LaunchAsync(server => server.WaitForProductsAsync(), "demo");
    }

    /// <summary>A server of its own without a catalogue, with settings.</summary>
    public static Task<ServerProcess> StartEmptyAsync(params IEnumerable<string> settings) =>
        LaunchAsync(_ => Task.CompletedTask, "serve", [.. settings.SelectMany(setting => (string[])["--set", setting])]);

    static async Task<ServerProcess> LaunchAsync(Func<ServerProcess, Task> ready, string command, params string[] arguments)
    {
        string assembly = FindAssembly();
        string dataFolder = Directory.CreateTempSubdirectory("fashionorleans-browser-").FullName;
        ProcessStartInfo start = new("dotnet", [assembly, command, "--data", dataFolder, "--urls", "http://127.0.0.1:0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataFolder,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The server process did not start.");
        TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> output = [];
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            Task exit = process.WaitForExitAsync();
            Task first = await Task.WhenAny(listening.Task, exit).WaitAsync(StartLimit);
            if (first == exit)
                throw new InvalidOperationException($"The server ended with exit code {process.ExitCode} before it listened.");
            ServerProcess server = new(await listening.Task, process, dataFolder);
            await ready(server);
            return server;
        }
        catch (Exception error)
        {
            await EndAsync(process, dataFolder);
            string said;
            lock (output)
                said = string.Join(Environment.NewLine, output.TakeLast(40));
            throw new InvalidOperationException($"The server did not come up: {error.Message} It said:{Environment.NewLine}{said}", error);
        }

        void Read(string? line)
        {
            if (line is null)
                return;
            lock (output)
                output.Add(line);
            if (AddressPattern().Match(line) is { Success: true } match)
                listening.TrySetResult(new Uri(match.Value));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await EndAsync(_process, _dataFolder!);
    }

    /// <summary>Waits until the demo catalogue is complete: the server listens first and fills it then.</summary>
    async Task WaitForProductsAsync()
    {
        using HttpClient client = new() { BaseAddress = Address };
        using CancellationTokenSource limit = new(StartLimit);
        using PeriodicTimer poll = new(TimeSpan.FromMilliseconds(200));
        while (await CountProductsAsync(client, limit.Token) < SampleProducts.DefaultCount)
            await poll.WaitForNextTickAsync(limit.Token);
    }

    static async Task<int> CountProductsAsync(HttpClient client, CancellationToken stop)
    {
        using HttpResponseMessage reply = await client.GetAsync($"api/v1/catalogs/{Shop.Catalog}", stop);
        if (!reply.IsSuccessStatusCode)
            return 0;
        JsonElement catalog = await reply.Content.ReadFromJsonAsync<JsonElement>(stop);
        return catalog.GetProperty("ready").GetBoolean() ? catalog.GetProperty("items").GetInt32() : 0;
    }

    static async Task EndAsync(Process process, string dataFolder)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(dataFolder, recursive: true);
    }

    static string FindAssembly()
    {
        // tests/<project>/bin/<configuration>/<framework>/ beside src/FashionOrleans.Web/bin/<configuration>/<framework>/.
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string configuration = framework.Parent!.Name;
        string path = Checkout.PathOf("src", "FashionOrleans.Web", "bin", configuration, framework.Name, "FashionOrleans.Web.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"The server is not built. Run: dotnet build -c {configuration} src/FashionOrleans.Web", path);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex AddressPattern();
}
