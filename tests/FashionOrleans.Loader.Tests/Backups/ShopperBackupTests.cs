using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FashionOrleans.Backup;
using FashionOrleans.Client;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Backups;

/// <summary>Shoppers go with a catalogue where that is asked for.</summary>
public sealed class ShopperBackupTests(BackupServer server) : IClassFixture<BackupServer>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shoppers_go_to_another_server_with_the_times_of_what_they_said_and_import_twice_changes_nothing()
    {
        var postgres = await server.StartOnPostgresAsync();
        var (catalog, again, folder) = (await server.FillAsync(), BackupServer.NewName(), server.NewPath());
        var shoppers = await LikeAsync(catalog);

        var export = await ExportAsync(server.Address, catalog, folder, "--shoppers", "--json");
        var verify = await LoaderRun.InProcessAsync("verify", "--backup", folder);
        var import = await ImportAsync(postgres, again, folder, "--json");
        var repeated = await ImportAsync(postgres, again, folder, "--json");
        var back = server.NewPath();
        var second = await ExportAsync(postgres, again, back, "--shoppers");

        Assert.All([export, verify, import, repeated, second], run => Assert.True(run.ExitCode == 0, run.Error));
        Assert.Contains("and 3 shoppers,", verify.Out, StringComparison.Ordinal);
        Assert.Equal((3, 3, 0), ((int)JsonNode.Parse(export.Out)!["shoppers"]!, (int)JsonNode.Parse(import.Out)!["shoppers"]!, (int)JsonNode.Parse(repeated.Out)!["shoppers"]!));
        Assert.Equal(await ShoppersAsync(folder, shoppers), await ShoppersAsync(back, shoppers));
        using var client = FashionOrleansClient.Connect(postgres);
        foreach (var shopper in shoppers)
        {
            var (before, after) = (await server.Client.GetShopperAsync(shopper, Stop), await client.GetShopperAsync(shopper, Stop));
            Assert.Equal(before.Likes.Select(mark => mark with { Catalog = again }), after.Likes);
            Assert.Equal(before.Dislikes.Select(mark => mark with { Catalog = again }), after.Dislikes);
            Assert.Equal(before.Views.Select(mark => mark with { Catalog = again }), after.Views);
            var (answer, same) = (
                await server.Client.RecommendForShopperAsync(shopper, catalog, cancellationToken: Stop), await client.RecommendForShopperAsync(shopper, again, cancellationToken: Stop));
            Assert.Equal(answer.Results.Select(result => (result.Id, result.Score)), same.Results.Select(result => (result.Id, result.Score)));
        }
    }

    [Fact]
    public async Task Without_being_asked_for_no_shopper_is_in_an_export()
    {
        var (catalog, folder) = (await server.FillAsync(), server.NewPath());
        var shoppers = await LikeAsync(catalog);

        var export = await ExportAsync(server.Address, catalog, folder);

        Assert.True(export.ExitCode == 0, export.Error);
        Assert.Null(BackupReader.Open(folder).Manifest.Shoppers);
        Assert.All(Directory.GetFiles(folder), file => Assert.All(shoppers, shopper => Assert.DoesNotContain(shopper, File.ReadAllText(file), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_damaged_file_of_shoppers_is_refused_with_its_name_before_anything_is_stored()
    {
        var (catalog, again, folder) = (await server.FillAsync(), BackupServer.NewName(), server.NewPath());
        await LikeAsync(catalog);
        await ExportAsync(server.Address, catalog, folder, "--shoppers");
        var path = Path.Combine(folder, "shoppers-00000.jsonl");
        var bytes = await File.ReadAllBytesAsync(path, Stop);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);

        var verify = await LoaderRun.InProcessAsync("verify", "--backup", folder);
        var import = await ImportAsync(server.Address, again, folder);

        Assert.Equal((1, 2), (verify.ExitCode, import.ExitCode));
        Assert.All([verify, import], run => Assert.Contains("shoppers-00000.jsonl is damaged", run.Error, StringComparison.Ordinal));
        Assert.Null(await server.Client.FindCatalogAsync(again, Stop));
    }

    [Fact]
    public async Task Shoppers_as_the_first_version_of_the_format_has_them_are_imported()
    {
        var (catalog, shopper, folder) = (BackupServer.NewName(), $"s-{Guid.NewGuid():n}", Directory.CreateDirectory(server.NewPath()).FullName);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "TestData", "backup-v1")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var line = $$"""{"id":"{{shopper}}","marks":[{"type":"view","item":"10001","at":"2026-02-03T04:05:07+00:00"},{"type":"like","item":"10002","at":"2026-02-03T04:05:06Z"}]}""" + "\n";
        await File.WriteAllTextAsync(Path.Combine(folder, "shoppers-00000.jsonl"), line, Stop);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
        var path = Path.Combine(folder, "manifest.json");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path, Stop))!;
        manifest["shoppers"] = JsonNode.Parse($$"""{"count":1,"skipped":[],"files":[{"name":"shoppers-00000.jsonl","bytes":{{line.Length}},"sha256":"{{sha256}}"}]}""");
        await File.WriteAllTextAsync(path, manifest.ToJsonString(), Stop);

        var import = await ImportAsync(server.Address, catalog, folder, "--accept-model");

        Assert.True(import.ExitCode == 0, import.Error);
        Assert.Contains("1 shoppers got something back", import.Out, StringComparison.Ordinal);
        var restored = await server.Client.GetShopperAsync(shopper, Stop);
        Assert.Equal([new ShopperMark(catalog, "10002", new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero))], restored.Likes);
        Assert.Equal([new ShopperMark(catalog, "10001", new DateTimeOffset(2026, 2, 3, 4, 5, 7, TimeSpan.Zero))], restored.Views);
    }

    [Theory]
    [InlineData("""{ "shoppers": [] }""", "1 to 100 shoppers")]
    [InlineData("""{ "shoppers": [ { "id": "s", "marks": [] } ] }""", "1 to 700 marks")]
    [InlineData("""{ "shoppers": [ { "id": "s", "marks": [ { "type": "clear", "item": "a", "at": "2026-01-01T00:00:00Z" } ] } ] }""", "'view', 'like' or 'dislike'")]
    [InlineData("""{ "shoppers": [ { "id": "s", "marks": [ { "type": "like", "item": "a" } ] } ] }""", "no 'at'")]
    [InlineData("""{ "shoppers": [ { "id": "s", "marks": [ null ] } ] }""", "1 to 700 marks")]
    [InlineData("""{ "shoppers": [ { "id": "s t", "marks": [ { "type": "like", "item": "a", "at": "2026-01-01T00:00:00Z" } ] } ] }""", "shopper's id")]
    public async Task Shoppers_of_another_form_are_refused_with_a_sentence(string body, string complaint)
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        using var reply = await http.PostAsync("/api/v1/catalogs/shop/shoppers:restore", new StringContent(body, Encoding.UTF8, "application/json"), Stop);
        using var unknown = await http.PostAsJsonAsync(
            "/api/v1/catalogs/nowhere/shoppers:restore", new { shoppers = new[] { new { id = "s", marks = new[] { new { type = "like", item = "a", at = DateTimeOffset.UnixEpoch } } } } }, Stop);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (reply.StatusCode, unknown.StatusCode));
        Assert.Contains(complaint, (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!["detail"]!, StringComparison.Ordinal);
    }

    async Task<string[]> LikeAsync(string catalog)
    {
        var items = (await server.Client.SampleItemsAsync(catalog, 8, cancellationToken: Stop)).Select(item => item.Id).ToArray();
        var shoppers = Enumerable.Range(0, 3).Select(_ => $"s-{Guid.NewGuid():n}").ToArray();
        foreach (var (i, shopper) in shoppers.Index())
        {
            await server.Client.RecordEventsAsync(
                shopper,
                [new(ShopperEventType.Like, catalog, items[i]), new(ShopperEventType.Like, catalog, items[i + 1]), new(ShopperEventType.Dislike, catalog, items[i + 2]), new(ShopperEventType.View, catalog, items[i + 3])],
                Stop);
        }

        return shoppers;
    }

    /// <summary>The lines of those shoppers in a backup.</summary>
    static async Task<string[]> ShoppersAsync(string folder, string[] shoppers) =>
        [.. (await File.ReadAllLinesAsync(Path.Combine(folder, "shoppers-00000.jsonl"), Stop)).Where(line => shoppers.Any(line.Contains)).Order(StringComparer.Ordinal)];

    static Task<LoaderRun> ExportAsync(Uri address, string catalog, string folder, params IEnumerable<string> more) =>
        LoaderRun.InProcessAsync(["export", "--server", $"{address}", "--catalog", catalog, "--out", folder, "--no-progress", .. more]);

    static Task<LoaderRun> ImportAsync(Uri address, string catalog, string path, params IEnumerable<string> more) =>
        LoaderRun.InProcessAsync(["import", "--server", $"{address}", "--catalog", catalog, "--backup", path, "--no-progress", .. more]);
}
