using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Deploy.Tests;

/// <summary>What a silo in a process of its own tells its operator.</summary>
public sealed partial class SiloHealthTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-health-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_silo_says_how_it_is_and_what_it_measures()
    {
        await using var silo = await RunningProgram.StartSiloAsync("--data", _folder.FullName, "--silo-port", "0", "--gateway-port", "0");
        var ready = await silo.UntilReadyAsync();
        var live = await HealthAnswer.AskAsync(silo.Http, "/health/live");
        var metrics = await silo.Http.GetStringAsync("/metrics", Stop);
        var probe = await RunningProgram.RunSiloAsync("probe", $"{silo.Http.BaseAddress}health/ready");
        using var unknown = await silo.Http.GetAsync("/", Stop);

        foreach (var check in (string[])["membership", "store", "shards", "models"])
        {
            Assert.Equal("ok", ready[check]);
        }

        Assert.Equal(HttpStatusCode.OK, live.Status);
        Assert.Contains("orleans_catalog_activations", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet_gc_collections_total", metrics, StringComparison.Ordinal);
        Assert.Contains("fashionorleans_embedding_queue_length", metrics, StringComparison.Ordinal);
        Assert.Equal(0, probe.ExitCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        await silo.SignalAsync("TERM");
        Assert.Equal(0, await silo.EndAsync());
        var gone = await RunningProgram.RunSiloAsync("probe", $"{silo.Http.BaseAddress}health/ready");
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("does not answer", gone.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_is_not_ready_while_its_store_is_away()
    {
        var database = await PostgresServer.StartAsync();
        Assert.SkipWhen(database is null, PostgresServer.Missing);
        await using var postgres = database;
        await using var silo = await StartSiloAsync(await SecretsAsync(postgres));
        await silo.UntilReadyAsync();

        await postgres.CrashAsync();
        var away = await silo.UntilAsync(answer => !answer.IsReady, "aware that the store is away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.Status);
        Assert.NotEqual("ok", away["store"]);
        Assert.Equal("ok", away["membership"]);
        Assert.True((await HealthAnswer.AskAsync(silo.Http, "/health/live")).IsReady);

        await postgres.RestartAsync();
        await silo.UntilReadyAsync();
    }

    [Fact]
    public async Task A_model_that_is_missing_is_named_by_the_web_and_by_the_silo()
    {
        using var models = new TwoModels();
        var data = _folder.CreateSubdirectory("data").FullName;
        await using (var before = new ServerProcess(data, "--set", $"FashionOrleans:Models={models.Path}"))
        {
            await before.InitializeAsync();
            using var created = await before.Http.PutAsJsonAsync("/api/v1/catalogs/shop", new { model = models.Other }, Stop);
            created.EnsureSuccessStatusCode();
            await before.StopAsync();
        }

        await using (var web = new ServerProcess(data))
        {
            await web.InitializeAsync();
            var answer = await UntilAsync(web.Http, answer => answer["store"] == "ok" && answer["catalog shop"] == "ok");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            Assert.Contains(models.Other, answer[$"model {models.Other}"], StringComparison.Ordinal);
            Assert.Equal("ok", answer["cluster"]);
            await web.StopAsync();
        }

        await using var silo = await RunningProgram.StartSiloAsync("--data", data, "--silo-port", "0", "--gateway-port", "0");
        var said = await silo.UntilAsync(
            answer => answer["models"]?.Contains(models.Other, StringComparison.Ordinal) ?? false, "aware that a model is missing");
        Assert.False(said.IsReady);
        Assert.Equal("ok", said["store"]);
    }

    [Fact]
    public async Task The_web_names_the_store_that_is_away_and_lives()
    {
        var database = await PostgresServer.StartAsync();
        Assert.SkipWhen(database is null, PostgresServer.Missing);
        await using var postgres = database;
        await using var web = new ServerProcess(_folder.FullName, "--set", $"FashionOrleans:Secrets={await SecretsAsync(postgres)}");
        await web.InitializeAsync();
        await UntilAsync(web.Http, answer => answer.IsReady);

        await postgres.CrashAsync();
        var away = await UntilAsync(web.Http, answer => answer["store"] != "ok" && answer["cluster"] == "ok");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.Status);
        Assert.Matches("store cannot be reached|no answer within", away["store"]);
        Assert.True((await HealthAnswer.AskAsync(web.Http, "/health/live")).IsReady);
    }

    [Fact]
    public async Task A_silo_that_is_told_to_stop_says_so_until_its_shards_are_elsewhere()
    {
        var database = await PostgresServer.StartAsync();
        Assert.SkipWhen(database is null, PostgresServer.Missing);
        await using var postgres = database;
        var secrets = await SecretsAsync(postgres);
        await using var first = await StartSiloAsync(secrets);
        await first.UntilReadyAsync();
        await using var web = new ServerProcess(
            _folder.FullName, "--set", $"FashionOrleans:Secrets={secrets}", "--set", "FashionOrleans:Cluster:Membership=postgres");
        await web.InitializeAsync();
        using var created = await web.Http.PutAsJsonAsync("/api/v1/catalogs/shop", new { shards = 4 }, Stop);
        created.EnsureSuccessStatusCode();
        await using var second = await StartSiloAsync(secrets);
        await second.UntilReadyAsync();

        await first.SignalAsync("TERM");
        var stopping = await first.UntilAsync(answer => !answer.IsReady, "aware that it stops");
        Assert.Contains("stops", stopping["process"], StringComparison.Ordinal);
        Assert.True((await HealthAnswer.AskAsync(first.Http, "/health/live")).IsReady);
        Assert.Equal(0, await first.EndAsync());
        Assert.Contains("0 shards are left", first.Output, StringComparison.Ordinal);
        await second.UntilReadyAsync();
        var held = ShardOfCatalog().Count(await second.Http.GetStringAsync("/metrics", Stop));
        Assert.Equal(4, held);

        await UntilServingAsync(web.Http, true);
        await second.SignalAsync("KILL");
        await second.EndAsync();
        await UntilServingAsync(web.Http, false);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_before_the_cluster_knows_the_silo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var result = await RunningProgram.RunSiloAsync("--data", _folder.FullName, "--silo-port", "0", "--gateway-port", "0", "--health-urls", $"http://{other.LocalEndpoint}");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--health-urls", result.Errors, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Theory]
    [InlineData("FashionOrleans:HealthUrls", "http://a-name:5081", "none")]
    [InlineData("FashionOrleans:HealthUrls", "https://127.0.0.1:5081", "addresses like http://127.0.0.1:5081")]
    [InlineData("FashionOrleans:Cluster:Address", "0.0.0.0", "auto")]
    [InlineData("FashionOrleans:Secrets", "/no/such/folder", "a folder")]
    public async Task A_wrong_setting_is_named_with_what_is_allowed(string key, string value, string allowed)
    {
        var result = await RunningProgram.RunSiloAsync($"--{key}={value}");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{key} is '{value}'", result.Errors, StringComparison.Ordinal);
        Assert.Contains(allowed, result.Errors, StringComparison.Ordinal);
    }

    /// <summary>A folder as Docker and Kubernetes make it: the connection string in a file.</summary>
    async Task<string> SecretsAsync(PostgresServer postgres)
    {
        var secrets = _folder.CreateSubdirectory("secrets");
        await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "FashionOrleans__Postgres"), $"{await postgres.CreateDatabaseAsync("fashion")}\n", Stop);
        return secrets.FullName;
    }

    static async Task<HealthAnswer> UntilAsync(HttpClient web, Func<HealthAnswer, bool> condition)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await HealthAnswer.AskAsync(web, "/health/ready");
            if (condition(answer))
            {
                return answer;
            }

            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(2), $"The web goes on saying {answer.Body}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), Stop);
        }
    }

    static async Task UntilServingAsync(HttpClient web, bool expected)
    {
        var begun = Stopwatch.GetTimestamp();
        while ((await HealthAnswer.AskAsync(web, "/health/serving")).IsReady != expected)
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(2), $"The web still says {!expected} when asked whether it serves.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), Stop);
        }
    }

    static Task<RunningProgram> StartSiloAsync(string secrets) => RunningProgram.StartSiloAsync(
        "--membership", "postgres", "--silo-port", "0", "--gateway-port", "0", $"--FashionOrleans:Secrets={secrets}");

    [GeneratedRegex("^fashionorleans_shard_items.*catalog=\"shop\"", RegexOptions.Multiline)]
    private static partial Regex ShardOfCatalog();
}
