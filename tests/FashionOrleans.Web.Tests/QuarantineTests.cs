using System.Net;
using System.Text.Json.Nodes;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Web.Tests;

/// <summary>A store with damage in it is served as far as it is sound, and everybody is told what is not.</summary>
public sealed class QuarantineTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-damage-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_damaged_item_is_missing_alone_is_named_and_is_whole_again_when_it_is_stored_again()
    {
        string catalog;
        await using (var server = await StartAsync())
        {
            catalog = await server.Http.CreateCatalogAsync(shards: 2);
            await server.Http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 20).Select(i => ($"i{i}", Vectors.Random(i), (object?)new { number = i })));
            Assert.Equal(0, await server.StopAsync());
        }

        Execute("UPDATE items SET vector = x'0102' WHERE id = 'i3'");
        Execute("UPDATE items SET attributes = CAST('{' AS BLOB) WHERE id = 'i4'");
        Execute("UPDATE items SET vector = zeroblob(8192) WHERE id = 'i5'");
        await using var again = await StartAsync();
        var nearest = (await (await again.Http.RecommendAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(3) } }, k = 50 })).JsonAsync(HttpStatusCode.OK)).Ids();
        var status = await GetAsync(again, $"catalogs/{catalog}");
        var quarantine = (await GetAsync(again, $"catalogs/{catalog}/quarantine"))["items"]!.AsArray();
        var verified = await VerifyAsync();

        Assert.Equal(Enumerable.Range(0, 20).Except([3, 4, 5]).Select(i => $"i{i}").Order(StringComparer.Ordinal), nearest.Order(StringComparer.Ordinal));
        Assert.Equal((3, 17, true), ((int)status["quarantined"]!, (int)status["items"]!, (bool)status["ready"]!));
        Assert.Equal(["i3", "i4", "i5"], quarantine.Select(item => (string)item!["id"]!).Order(StringComparer.Ordinal));
        Assert.Equal(1, verified.ExitCode);
        Assert.All(["i3", "i4", "i5"], id => Assert.Contains($"{id}: In quarantine since", verified.Output, StringComparison.Ordinal));
        Assert.Contains("fashionorleans_shard_rows_quarantined_total{", await again.Http.GetStringAsync("/metrics", Stop), StringComparison.Ordinal);

        await again.Http.PutEmbeddingsAsync(catalog, ("i3", Vectors.Random(3), new { number = 3 }), ("i4", Vectors.Random(4), null));
        using var deletion = await again.Http.DeleteAsync($"{Api.Root}/catalogs/{catalog}/items/i5", Stop);
        var healed = await GetAsync(again, $"catalogs/{catalog}");
        var sound = await VerifyAsync("--json");

        Assert.Equal(HttpStatusCode.NoContent, deletion.StatusCode);
        Assert.Equal((0, 19), ((int)healed["quarantined"]!, (int)healed["items"]!));
        Assert.Equal((0, 19), (sound.ExitCode, (int)JsonNode.Parse(sound.Output)!["items"]!));
    }

    [Theory]
    [InlineData("UPDATE catalogs SET index_kind = 'magic' WHERE name LIKE 'bad-%'", "Its index is 'magic'.")]
    [InlineData("UPDATE catalogs SET shards = 0 WHERE name LIKE 'bad-%'", "It has 0 shards.")]
    [InlineData("UPDATE catalogs SET dimension = 123456789 WHERE name LIKE 'bad-%'", "Its dimension is 123456789.")]
    [InlineData("UPDATE catalogs SET field_types = '[1' WHERE name LIKE 'bad-%'", "Its schema is no JSON object of texts.")]
    public async Task A_damaged_catalogue_is_refused_by_name_and_the_others_go_on(string damage, string complaint)
    {
        string good, bad;
        await using (var server = await StartAsync())
        {
            good = await server.Http.CreateCatalogAsync(prefix: "good");
            bad = await server.Http.CreateCatalogAsync(prefix: "bad");
            await server.Http.PutEmbeddingsAsync(good, ("a", Vectors.Random(1), null));
            await server.Http.PutEmbeddingsAsync(bad, ("b", Vectors.Random(1), null));
            Assert.Equal(0, await server.StopAsync());
        }

        Execute(damage);
        await using var again = await StartAsync();
        var query = new { like = new[] { new { embedding = Vectors.Random(1) } } };
        var answer = await (await again.Http.RecommendAsync(good, query)).JsonAsync(HttpStatusCode.OK);
        var listed = (await GetAsync(again, "catalogs"))["catalogs"]!.AsArray().Select(catalog => (string)catalog!["name"]!).ToArray();
        var refusal = await (await again.Http.RecommendAsync(bad, query)).ProblemAsync(HttpStatusCode.InternalServerError, "catalog_damaged");
        using var status = await again.Http.GetAsync($"{Api.Root}/catalogs/{bad}", Stop);
        using var export = await again.Http.GetAsync($"{Api.Root}/catalogs/{bad}:export", Stop);
        var verified = await VerifyAsync();
        using var drop = await again.Http.DeleteAsync($"{Api.Root}/catalogs/{bad}", Stop);

        Assert.Equal(["a"], answer.Ids());
        Assert.Equal([good], listed);
        Assert.Contains(complaint, refusal, StringComparison.Ordinal);
        Assert.Contains(bad, refusal, StringComparison.Ordinal);
        await status.ProblemAsync(HttpStatusCode.InternalServerError, "catalog_damaged");
        await export.ProblemAsync(HttpStatusCode.InternalServerError, "catalog_damaged");
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains($"{bad}: {complaint}", verified.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, drop.StatusCode);
    }

    [Fact]
    public async Task A_damaged_shopper_or_migration_is_refused_by_name_and_verified_as_damage()
    {
        await using var server = await StartAsync();
        var catalog = await server.Http.CreateCatalogAsync();
        await server.Http.PutEmbeddingsAsync(catalog, ("a", Vectors.Random(1), null));
        Execute("INSERT INTO shoppers (id, tag, profile) VALUES ('s-1', zeroblob(16), CAST('{' AS BLOB))");
        Execute($"INSERT INTO migrations (name, record) VALUES ('{catalog}', 'nothing')");

        using var shopper = await server.Http.GetAsync($"{Api.Root}/shoppers/s-1", Stop);
        using var migration = await server.Http.GetAsync($"{Api.Root}/catalogs/{catalog}/migration", Stop);
        var answer = await (await server.Http.RecommendAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(1) } } })).JsonAsync(HttpStatusCode.OK);
        var verified = await VerifyAsync();
        using var forgotten = await server.Http.DeleteAsync($"{Api.Root}/shoppers/s-1", Stop);

        await shopper.ProblemAsync(HttpStatusCode.InternalServerError, "shopper_damaged");
        await migration.ProblemAsync(HttpStatusCode.InternalServerError, "catalog_damaged");
        Assert.Equal(["a"], answer.Ids());
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("shopper s-1: ", verified.Output, StringComparison.Ordinal);
        Assert.Contains($"{catalog}: What the store keeps of the catalogue's migration", verified.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
    }

    [Fact]
    public async Task Verify_names_damage_that_no_query_meets_while_the_server_runs()
    {
        await using var server = await StartAsync();
        var catalog = await server.Http.CreateCatalogAsync(shards: 1);
        using (await server.Http.PutItemAsync(catalog, "pictured", Drawn.Jpeg(0)))
        using (await server.Http.PutItemAsync(catalog, "cut", Drawn.Jpeg(1)))
        using (await server.Http.PutItemAsync(catalog, "other", Drawn.Jpeg(2)))
        {
            await server.Http.PutEmbeddingsAsync(catalog, ("contradicts", Vectors.Random(2), new { number = "seven" }));
        }

        var sound = await VerifyAsync();
        Execute("UPDATE pictures SET bytes = substr(bytes, 1, 20) WHERE id = 'cut'");
        Execute("UPDATE pictures SET bytes = CAST(bytes || x'00' AS BLOB) WHERE id = 'other'");
        Execute("UPDATE catalogs SET field_types = '{\"number\":\"number\"}'");
        Execute("UPDATE items SET version = 99 WHERE id = 'pictured'");
        var damaged = await VerifyAsync("--catalog", catalog);
        var absent = await VerifyAsync("--catalog", "none");
        var nowhere = await RunAsync("verify", "--data", Path.Combine(_folder.FullName, "nowhere"));

        Assert.Equal(0, sound.ExitCode);
        Assert.Contains("1 catalogues, 4 items (0 without a checksum), 3 pictures", sound.Output, StringComparison.Ordinal);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("cut: Its picture cannot be read", damaged.Output, StringComparison.Ordinal);
        Assert.Contains("other: The picture is not what was written", damaged.Output, StringComparison.Ordinal);
        Assert.Contains("contradicts: Its attributes contradict the schema", damaged.Output, StringComparison.Ordinal);
        Assert.Contains("pictured: The row is of version 99", damaged.Output, StringComparison.Ordinal);
        Assert.Equal((2, 2), (absent.ExitCode, nowhere.ExitCode));
    }

    async Task<ServerProcess> StartAsync()
    {
        var server = new ServerProcess(_folder.FullName);
        await server.InitializeAsync();
        return server;
    }

    static async Task<JsonNode> GetAsync(ServerProcess server, string path)
    {
        using var reply = await server.Http.GetAsync($"{Api.Root}/{path}", Stop);
        return await reply.JsonAsync(HttpStatusCode.OK);
    }

    Task<(int ExitCode, string Output)> VerifyAsync(params IEnumerable<string> arguments) => RunAsync(["verify", "--data", _folder.FullName, .. arguments]);

    static async Task<(int ExitCode, string Output)> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = ServerProcess.Launch(arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output + await errors);
    }

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "fashion.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of these tests, and names that they drew.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
