using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>Prometheus (Debian's package) on loopback, with the configuration of deploy/observability: its rules as they are, its web another one, its intervals a second.</summary>
sealed partial class PrometheusServer : IAsyncDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    static readonly string Configuration = Repository.PathOf("deploy", "observability", "prometheus.yaml");

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-prometheus-");
    readonly List<string> _output = [];
    readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly HttpClient _http = new() { Timeout = Limit };
    Process? _process;

    PrometheusServer()
    {
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts it and waits until it has read what a web serves. Skips the test where the machine has no Prometheus.</summary>
    /// <param name="web">The web's address.</param>
    /// <param name="key">The key that it asks for; null where it asks for none.</param>
    public static async Task<PrometheusServer> StartAsync(Uri web, string? key = null)
    {
        Assert.SkipUnless(Programs.Has("prometheus"), "Prometheus is missing (Debian: apt-get install prometheus): whether the dashboard and the alerts work was not checked.");
        var prometheus = new PrometheusServer();
        try
        {
            await prometheus.LaunchAsync(web, key);
            await prometheus.UntilAsync("it is ready", async () =>
            {
                using var reply = await prometheus._http.GetAsync("/-/ready", Stop);
                return reply.IsSuccessStatusCode ? null : $"{reply.StatusCode}";
            });
            await prometheus.UntilAsync("the web is scraped", async () =>
            {
                var targets = (await prometheus.GetAsync("targets?state=active"))["activeTargets"]!.AsArray();
                return targets is [{ } target] && (string?)target["health"] == "up" ? null : targets.ToJsonString();
            });
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync();
            throw;
        }
    }

    /// <summary>The instant vector that a query comes to: its labels and values.</summary>
    /// <exception cref="InvalidOperationException">Prometheus cannot evaluate it.</exception>
    public async Task<IReadOnlyList<(JsonNode Labels, string Value)>> QueryAsync(string query) =>
    [
        .. (await GetAsync($"query?query={Uri.EscapeDataString(query)}"))["result"]!.AsArray().Select(series => (series!["metric"]!, (string)series["value"]![1]!)),
    ];

    /// <summary>The values that a variable of the dashboard offers, of the form <c>label_values(metric, label)</c>.</summary>
    public async Task<string[]> LabelValuesAsync(string metric, string label) =>
        [.. (await GetArrayAsync($"label/{label}/values?match[]={metric}")).Select(value => (string)value!)];

    /// <summary>The rules as it has loaded them, with how they are.</summary>
    public async Task<JsonObject[]> RulesAsync() =>
        [.. (await GetAsync("rules"))["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!.AsObject())];

    /// <summary>The alerts that are pending or firing.</summary>
    public async Task<JsonObject[]> AlertsAsync() => [.. (await GetAsync("alerts"))["alerts"]!.AsArray().Select(alert => alert!.AsObject())];

    /// <summary>Looks until nothing is missing any more.</summary>
    /// <param name="what">What is waited for.</param>
    /// <param name="missing">What is missing; null when nothing is.</param>
    public async Task UntilAsync(string what, Func<Task<string?>> missing)
    {
        var begun = Stopwatch.GetTimestamp();
        while (await missing() is { } still)
        {
            Assert.False(_process!.HasExited, $"Prometheus ended:{Environment.NewLine}{Output()}");
            Assert.True(Stopwatch.GetElapsedTime(begun) < Limit, $"Waited {Limit} until {what}. Missing: {still}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    async Task LaunchAsync(Uri web, string? key)
    {
        var start = new ProcessStartInfo("prometheus", [
            $"--config.file={WriteConfiguration(web, key)}", $"--storage.tsdb.path={Path.Combine(_folder.FullName, "data")}", "--web.listen-address=127.0.0.1:0",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Receive;
        _process.ErrorDataReceived += Receive;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            _http.BaseAddress = new Uri($"http://{await _address.Task.WaitAsync(Limit, Stop)}/api/v1/");
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Prometheus does not listen within {Limit}. It said:{Environment.NewLine}{Output()}");
        }
    }

    string WriteConfiguration(Uri web, string? key)
    {
        var configuration = Yaml.ReadFile(Configuration);
        configuration["global"] = new JsonObject { ["scrape_interval"] = "1s", ["evaluation_interval"] = "1s" };
        configuration["rule_files"] = new JsonArray([.. configuration["rule_files"]!.AsArray().Select(file => (JsonNode)Path.Combine(Path.GetDirectoryName(Configuration)!, (string)file!))]);
        var jobs = configuration["scrape_configs"]!.AsArray().ToDictionary(job => (string)job!["job_name"]!, job => job!);
        jobs["fashionorleans-web"]["static_configs"]![0]!["targets"] = new JsonArray(web.Authority);

        // Silos of a cluster that runs on this machine are not the test's.
        jobs["fashionorleans-silo"]["file_sd_configs"]![0]!["files"] = new JsonArray(Path.Combine(_folder.FullName, "silos.yaml"));
        if (key is not null)
        {
            var file = Path.Combine(_folder.FullName, "key");
            File.WriteAllText(file, key);
            jobs["fashionorleans-web"]["authorization"] = new JsonObject { ["credentials_file"] = file };
        }

        // JSON is YAML.
        var path = Path.Combine(_folder.FullName, "prometheus.yaml");
        File.WriteAllText(path, configuration.ToJsonString());
        return path;
    }

    async Task<JsonObject> GetAsync(string path) => (await GetDataAsync(path)).AsObject();

    async Task<JsonArray> GetArrayAsync(string path) => (await GetDataAsync(path)).AsArray();

    async Task<JsonNode> GetDataAsync(string path)
    {
        using var reply = await _http.GetAsync(path, Stop);
        var body = await reply.Content.ReadAsStringAsync(Stop);
        return reply.IsSuccessStatusCode && JsonNode.Parse(body) is { } answer && (string?)answer["status"] == "success"
            ? answer["data"]!
            : throw new InvalidOperationException($"Prometheus says to {Uri.UnescapeDataString(path)}: {body}");
    }

    string Output()
    {
        lock (_output)
        {
            return string.Join(Environment.NewLine, _output);
        }
    }

    void Receive(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(text);
        }

        if (Address().Match(text) is { Success: true } match)
        {
            _address.TrySetResult(match.Value);
        }
    }

    [GeneratedRegex("""(?<=msg="Listening on" address=)127\.0\.0\.1:\d+""")]
    private static partial Regex Address();
}
