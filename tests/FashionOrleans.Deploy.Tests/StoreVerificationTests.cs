using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.TestSupport;
using Npgsql;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The command <c>verify</c> of both programs on PostgreSQL, and a cluster on a store with damage in it.</summary>
public sealed class StoreVerificationTests : IDisposable
{
    const string Catalog = "/api/v1/catalogs/shop";
    const int Items = 12;
    const int Dimension = 2048;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-verify-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Programs => ["FashionOrleans.Silo", "FashionOrleans.Web"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Damaged_rows_of_PostgreSQL_are_named_and_the_cluster_serves_the_rest()
    {
        await using var postgres = await StartPostgresAsync();
        var connection = await postgres.CreateDatabaseAsync("fashion");
        await using (var cluster = await OneSilo.StartAsync(_folder.FullName, connection))
        {
            await FillAsync(cluster.Http);
            foreach (var program in Programs)
            {
                var sound = await VerifyAsync(program, connection);
                Assert.Equal((0, ""), (sound.ExitCode, sound.Errors));
                Assert.EndsWith($"1 catalogues, {Items} items (0 without a checksum), 0 pictures, 1 shoppers: all is well.", sound.Output.Trim(), StringComparison.Ordinal);
            }

            await cluster.StopAsync();
        }

        foreach (var damage in (string[])
        [
            "UPDATE items SET vector = set_byte(vector, 5, get_byte(vector, 5) # 64) WHERE id = 'i1'",
            "UPDATE items SET vector = substr(vector, 1, 8191) WHERE id = 'i2'",
            "UPDATE items SET attributes = substr(attributes, 1, 5), checksum = NULL WHERE id = 'i3'",
            "UPDATE shoppers SET profile = substr(profile, 1, 9)",
        ])
        {
            await ExecuteAsync(connection, damage);
        }

        foreach (var program in Programs)
        {
            var damaged = await VerifyAsync(program, connection);
            Assert.Equal(1, damaged.ExitCode);
            Assert.Matches("shop, shard [0-2], i1: .*checksum differs", damaged.Output);
            Assert.Matches("shop, shard [0-2], i2: The vector has 8191 bytes", damaged.Output);
            Assert.Matches("shop, shard [0-2], i3: The attributes cannot be read", damaged.Output);
            Assert.Contains("shopper s1: ", damaged.Output, StringComparison.Ordinal);
            Assert.EndsWith("4 damages.", damaged.Output.Trim(), StringComparison.Ordinal);
        }

        await using var again = await OneSilo.StartAsync(_folder.FullName, connection);
        var answer = await PostAsync(again.Http, $"{Catalog}/recommendations", new { like = new[] { new { embedding = Vector(1) } }, k = 100 });
        var status = JsonNode.Parse(await again.Http.GetStringAsync(Catalog, Stop))!;
        var quarantine = JsonNode.Parse(await again.Http.GetStringAsync($"{Catalog}/quarantine", Stop))!["items"]!.AsArray();
        using var gone = await again.Http.GetAsync($"{Catalog}/items/i1", Stop);
        using var shopper = await again.Http.GetAsync("/api/v1/shoppers/s1", Stop);
        var reported = await VerifyAsync("FashionOrleans.Silo", connection, "--json");

        string[] lost = ["i1", "i2", "i3"];
        Assert.Equal(
            Enumerable.Range(0, Items).Select(i => $"i{i}").Except(lost).Order(StringComparer.Ordinal),
            answer["results"]!.AsArray().Select(result => (string)result!["id"]!).Order(StringComparer.Ordinal));
        Assert.Equal((true, 3, Items - 3), ((bool)status["ready"]!, (int)status["quarantined"]!, (int)status["items"]!));
        Assert.Equal(lost, quarantine.Select(item => (string)item!["id"]!).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("shopper_damaged", await shopper.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("damaged rows were moved into quarantine", again.Output, StringComparison.Ordinal);
        var report = JsonNode.Parse(reported.Output)!;
        Assert.Equal((1, 4, Items - 3), (reported.ExitCode, (int)report["found"]!, (int)report["items"]!));
        Assert.All(
            report["damages"]!.AsArray().Where(damage => damage!["catalog"] is not null),
            damage => Assert.Contains("In quarantine since", (string)damage!["what"]!, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_store_that_cannot_be_looked_at_is_told_from_a_damaged_one(string program)
    {
        await using var postgres = await StartPostgresAsync();
        var empty = await postgres.CreateDatabaseAsync("empty");

        var without = await VerifyAsync(program, empty);
        var missing = await VerifyAsync(program, postgres.ConnectionString("missing"));
        await postgres.StopAsync();
        var away = await VerifyAsync(program, empty);

        Assert.Equal((2, 2, 2), (without.ExitCode, missing.ExitCode, away.ExitCode));
        Assert.Contains("has no tables of FashionOrleans", without.Errors, StringComparison.Ordinal);
        Assert.Contains("missing", missing.Errors, StringComparison.Ordinal);
        Assert.All([without, missing, away], run => Assert.Single(run.Errors.Trim().Split('\n')));
    }

    static async Task<PostgresServer> StartPostgresAsync()
    {
        var postgres = await PostgresServer.StartAsync();
        Assert.SkipWhen(postgres is null, PostgresServer.Missing);
        return postgres;
    }

    static async Task FillAsync(HttpClient http)
    {
        using var created = await http.PutAsJsonAsync(Catalog, new { shards = 3 }, Stop);
        created.EnsureSuccessStatusCode();
        var items = Enumerable.Range(0, Items).Select(i => new { id = $"i{i}", embedding = Vector(i), attributes = new { name = $"item {i}" } });
        var stored = await PostAsync(http, $"{Catalog}/items:batch", new { items });
        Assert.All(stored["results"]!.AsArray(), result => Assert.Equal("stored", (string?)result!["status"]));
        await PostAsync(http, "/api/v1/shoppers/s1/events", new { events = new[] { new { type = "like", catalog = "shop", item = "i0" } } });
    }

    static float[] Vector(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - 0.5f)];
    }

    static async Task<JsonNode> PostAsync(HttpClient http, string path, object body)
    {
        using var reply = await http.PostAsJsonAsync(path, body, Stop);
        var text = await reply.Content.ReadAsStringAsync(Stop);
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
#pragma warning disable CA2100 // Constants of these tests.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
    }

    static async Task<(int ExitCode, string Output, string Errors)> VerifyAsync(string program, string connection, params string[] arguments)
    {
        string[] store = program == "FashionOrleans.Web" ? ["--set", $"FashionOrleans:Postgres={connection}", "--set", "FashionOrleans:Store=postgres"] : ["--postgres", connection];
        using var process = ServerProcess.Launch(["verify", .. store, .. arguments], program);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output, await errors);
    }
}
