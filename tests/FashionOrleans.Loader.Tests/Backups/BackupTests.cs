using System.Text.Json.Nodes;
using FashionOrleans.Backup;
using FashionOrleans.Client;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Backups;

/// <summary>A catalogue goes out of a real server, and into one.</summary>
public sealed class BackupTests(BackupServer server) : IClassFixture<BackupServer>
{
    const int AllItems = BackupServer.Items + 1;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_catalogue_is_the_same_bit_by_bit_after_it_was_exported_and_imported_with_other_shards()
    {
        var (catalog, again, folder) = (await server.FillAsync(), BackupServer.NewName(), server.NewPath());

        var export = await ExportAsync(server.Address, catalog, folder);
        var verify = await LoaderRun.InProcessAsync("verify", "--backup", folder, "--json");
        var import = await ImportAsync(server.Address, again, folder, "--shards", "5", "--json");

        Assert.Equal((0, 0, 0), (export.ExitCode, verify.ExitCode, import.ExitCode));
        Assert.Equal(AllItems, (int)JsonNode.Parse(verify.Out)!["items"]!);
        Assert.Equal((AllItems, 0), ((int)JsonNode.Parse(import.Out)!["sent"]!, (int)JsonNode.Parse(import.Out)!["present"]!));
        await RequireSameAsync(server.Client, catalog, server.Client, again);
        Assert.Equal(5, (await server.Client.FindCatalogAsync(again, Stop))!.Shards);
        var refused = Assert.Single(await server.Client.UpsertItemsAsync(
            again,
            [new ItemUpload { Id = "x", Embedding = Enumerable.Repeat(1f, 2048).ToArray(), Attributes = new Dictionary<string, AttributeValue> { ["price"] = "dear" } }],
            Stop));
        Assert.Equal("invalid_attributes", refused.Code);
    }

    [Fact]
    public async Task A_catalogue_goes_from_SQLite_to_PostgreSQL_and_back_and_its_vectors_and_pictures_stay_the_same_files()
    {
        var postgres = await server.StartOnPostgresAsync();
        var (catalog, back) = (await server.FillAsync(), BackupServer.NewName());
        string[] folders = [server.NewPath(), server.NewPath(), server.NewPath()];

        var runs = new List<LoaderRun>
        {
            await ExportAsync(server.Address, catalog, folders[0]),
            await ImportAsync(postgres, catalog, folders[0]),
            await ExportAsync(postgres, catalog, folders[1]),
            await ImportAsync(server.Address, back, folders[1]),
            await ExportAsync(server.Address, back, folders[2]),
        };

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Error));
        var backups = folders.Select(BackupReader.Open).ToArray();
        foreach (var later in backups.Skip(1))
        {
            Assert.Equal(backups[0].Manifest.Parts.Select(part => (part.Vectors, part.Pictures)), later.Manifest.Parts.Select(part => (part.Vectors, part.Pictures)));
            Assert.Equal(backups[0].Manifest.Catalog with { Name = "", Schema = null! }, later.Manifest.Catalog with { Name = "", Schema = null! });
            Assert.Equal(backups[0].Manifest.Catalog.Schema, later.Manifest.Catalog.Schema);
        }

        using var client = FashionOrleansClient.Connect(postgres);
        await RequireSameAsync(server.Client, catalog, client, catalog);
        await RequireSameAsync(server.Client, catalog, server.Client, back);
    }

    [Fact]
    public async Task An_import_that_was_cut_short_goes_on_and_one_that_is_done_sends_nothing()
    {
        var (catalog, again, folder) = (await server.FillAsync(), BackupServer.NewName(), server.NewPath());
        await ExportAsync(server.Address, catalog, folder);
        await ImportAsync(server.Address, again, folder);
        var lost = BackupReader.Open(folder).ReadPart(0).Take(4).Select(item => item.Id).ToArray();
        foreach (var id in lost) Assert.True(await server.Client.DeleteItemAsync(again, id, Stop));

        var resumed = JsonNode.Parse((await ImportAsync(server.Address, again, folder, "--json")).Out)!;
        var repeated = JsonNode.Parse((await ImportAsync(server.Address, again, folder, "--json")).Out)!;

        Assert.Equal((4, AllItems - 4), ((int)resumed["sent"]!, (int)resumed["present"]!));
        Assert.Equal((0, AllItems), ((int)repeated["sent"]!, (int)repeated["present"]!));
        await RequireSameAsync(server.Client, catalog, server.Client, again);
    }

    [Fact]
    public async Task A_catalogue_that_holds_something_else_is_not_imported_into()
    {
        var (catalog, other, folder) = (await server.FillAsync(), BackupServer.NewName(), server.NewPath());
        await ExportAsync(server.Address, catalog, folder);
        await server.Client.EnsureCatalogAsync(other, cancellationToken: Stop);
        await server.Client.UpsertItemsAsync(other, [new ItemUpload { Id = "mine", Embedding = Enumerable.Repeat(1f, 2048).ToArray() }], Stop);

        var import = await ImportAsync(server.Address, other, folder);

        Assert.Equal(2, import.ExitCode);
        Assert.Contains("1 items that are not those of this backup", import.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await server.Client.FindCatalogAsync(other, Stop))!.Items);
    }

    [Theory]
    [InlineData("part-00000.items.jsonl", "is damaged")]
    [InlineData("part-00000.vectors.f32", "is damaged")]
    [InlineData("part-00000.pictures.zip", "is damaged")]
    public async Task A_damaged_backup_is_refused_with_the_name_of_the_file_before_anything_is_stored(string file, string complaint)
    {
        var (catalog, again, folder) = (await server.FillAsync(), BackupServer.NewName(), server.NewPath());
        await ExportAsync(server.Address, catalog, folder);
        var path = Path.Combine(folder, file);
        var bytes = await File.ReadAllBytesAsync(path, Stop);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);

        var verify = await LoaderRun.InProcessAsync("verify", "--backup", folder);
        var import = await ImportAsync(server.Address, again, folder);
        File.Delete(path);
        var absent = await LoaderRun.InProcessAsync("verify", "--backup", folder);

        Assert.Equal((1, 2, 1), (verify.ExitCode, import.ExitCode, absent.ExitCode));
        Assert.All([verify, import], run => Assert.Contains($"{file} {complaint}", run.Error, StringComparison.Ordinal));
        Assert.Contains($"{file} is missing", absent.Error, StringComparison.Ordinal);
        Assert.Null(await server.Client.FindCatalogAsync(again, Stop));
    }

    [Theory]
    [InlineData("version", "2", "is of version 2 of the format")]
    [InlineData("format", "\"other\"", "is no manifest")]
    [InlineData("vectors", "\"float64\"", "contradicts its format")]
    [InlineData("items", "99", "promises 99 items")]
    public async Task A_backup_of_another_form_is_refused_with_a_sentence(string member, string value, string complaint)
    {
        var (catalog, folder) = (await server.FillAsync(), server.NewPath());
        await ExportAsync(server.Address, catalog, folder);
        await ChangeManifestAsync(folder, manifest => manifest[member] = JsonNode.Parse(value));

        var import = await ImportAsync(server.Address, BackupServer.NewName(), folder);

        Assert.Equal(2, import.ExitCode);
        Assert.Contains(complaint, import.Error, StringComparison.Ordinal);
        Assert.Contains("manifest.json", import.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vectors_of_other_weights_are_imported_only_by_who_accepts_that()
    {
        var (catalog, again, folder) = (await server.FillAsync(), BackupServer.NewName(), server.NewPath());
        await ExportAsync(server.Address, catalog, folder);
        await ChangeManifestAsync(folder, manifest => manifest["catalog"]!["modelSha256"] = new string('a', 64));

        var refused = await ImportAsync(server.Address, again, folder);
        var accepted = await ImportAsync(server.Address, again, folder, "--accept-model");
        await ChangeManifestAsync(folder, manifest => manifest["catalog"]!["model"] = "unheard-of");
        var unknown = await ImportAsync(server.Address, BackupServer.NewName(), folder);

        Assert.Equal((2, 0, 2), (refused.ExitCode, accepted.ExitCode, unknown.ExitCode));
        Assert.Contains("--accept-model", refused.Error, StringComparison.Ordinal);
        Assert.Contains("no model pack 'unheard-of'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tar_as_the_server_sends_it_is_a_backup_and_one_that_was_cut_is_not()
    {
        var (catalog, again, path) = (await server.FillAsync(), BackupServer.NewName(), server.NewPath() + ".tar");
        await server.Client.ExportCatalogAsync(
            catalog,
            async (tar, stop) =>
            {
                await using var file = File.Create(path);
                await tar.CopyToAsync(file, stop);
            },
            Stop);

        var import = await ImportAsync(server.Address, again, path);
        await using (var file = File.OpenWrite(path)) file.SetLength(file.Length / 2);
        var cut = await LoaderRun.InProcessAsync("verify", "--backup", path);

        Assert.Equal((0, 2), (import.ExitCode, cut.ExitCode));
        await RequireSameAsync(server.Client, catalog, server.Client, again);
        Assert.Contains(path, cut.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_begins_anew_in_a_folder_without_a_manifest_and_touches_no_other()
    {
        var (catalog, folder) = (await server.FillAsync(), server.NewPath());
        await ExportAsync(server.Address, catalog, folder);
        var second = await ExportAsync(server.Address, catalog, folder);
        File.Delete(Path.Combine(folder, "manifest.json"));
        await File.WriteAllTextAsync(Path.Combine(folder, "part-00009.items.jsonl"), "left over", Stop);
        var third = await ExportAsync(server.Address, catalog, folder);
        File.Delete(Path.Combine(folder, "manifest.json"));
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "mine", Stop);
        var fourth = await ExportAsync(server.Address, catalog, folder);
        var unknown = await ExportAsync(server.Address, "none", server.NewPath());

        Assert.Equal((2, 0, 2, 2), (second.ExitCode, third.ExitCode, fourth.ExitCode, unknown.ExitCode));
        Assert.False(File.Exists(Path.Combine(folder, "part-00009.items.jsonl")));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder, "notes.txt"), Stop));
    }

    [Fact]
    public async Task A_backup_of_the_first_version_of_the_format_can_be_imported()
    {
        var (catalog, folder) = (BackupServer.NewName(), Path.Combine(AppContext.BaseDirectory, "TestData", "backup-v1"));

        var verify = await LoaderRun.InProcessAsync("verify", "--backup", folder);

        // The pack that ships may have got other weights since.
        var import = await ImportAsync(server.Address, catalog, folder, "--accept-model");

        Assert.True(verify.ExitCode == 0, verify.Error);
        Assert.True(import.ExitCode == 0, import.Error);
        var details = (await server.Client.FindCatalogAsync(catalog, Stop))!;
        Assert.Equal(("resnet50-fashion", 3, 4L), (details.Model, details.Shards, details.Items));
        var items = BackupReader.Open(folder).ReadPart(0);
        var item = (await server.Client.FindItemAsync(catalog, items[0].Id, withEmbedding: true, Stop))!;
        Assert.Equal(items[0].Vector.ToArray(), System.Runtime.InteropServices.MemoryMarshal.AsBytes(item.Embedding!.ToArray().AsSpan()).ToArray());
        Assert.Equal(items[0].Picture!.Bytes.ToArray(), await server.Client.GetItemPictureAsync(catalog, items[0].Id, Stop));
        Assert.Contains(await server.Client.GetSchemaAsync(catalog, Stop), field => field is { Name: "price", Type: FieldTypes.Number, Declared: true });
    }

    [Fact]
    public async Task An_export_leaves_damaged_rows_out_and_names_them()
    {
        const string id = "without:picture";
        var (catalog, folder) = (await server.FillAsync(), server.NewPath());
        Damage.Execute(server.DataFolder, $"UPDATE items SET vector = x'00' WHERE id = '{id}' AND generation = (SELECT generation FROM catalogs WHERE name = '{catalog}')");

        var export = await ExportAsync(server.Address, catalog, folder);

        Assert.Equal(1, export.ExitCode);
        Assert.Contains($"Item {id} (shard ", export.Error, StringComparison.Ordinal);
        var backup = BackupReader.Open(folder);
        Assert.Equal(AllItems - 1, backup.Manifest.Items);
        Assert.Equal(id, Assert.Single(backup.Manifest.Skipped).Id);
    }

    [Theory]
    [InlineData("export", "1", "Exit code")]
    [InlineData("import", "checksums", "--shards")]
    [InlineData("verify", "Exit codes", "--backup")]
    public async Task Help_teaches(string command, params string[] words)
    {
        var help = await LoaderRun.InProcessAsync(command, "--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(words, word => Assert.Contains(word, help.Out, StringComparison.Ordinal));
    }

    static Task<LoaderRun> ExportAsync(Uri address, string catalog, string folder) =>
        LoaderRun.InProcessAsync("export", "--server", $"{address}", "--catalog", catalog, "--out", folder, "--no-progress");

    static Task<LoaderRun> ImportAsync(Uri address, string catalog, string path, params IEnumerable<string> more) =>
        LoaderRun.InProcessAsync(["import", "--server", $"{address}", "--catalog", catalog, "--backup", path, "--no-progress", .. more]);

    static async Task ChangeManifestAsync(string folder, Action<JsonNode> change)
    {
        var path = Path.Combine(folder, "manifest.json");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path, Stop))!;
        change(manifest);
        await File.WriteAllTextAsync(path, manifest.ToJsonString(), Stop);
    }

    /// <summary>Two catalogues hold the same items, and answer the same to the vector of each.</summary>
    static async Task RequireSameAsync(FashionOrleansClient left, string leftName, FashionOrleansClient right, string rightName)
    {
        var items = await left.SampleItemsAsync(leftName, 200, cancellationToken: Stop);
        Assert.Equal(AllItems, items.Count);
        Assert.Equal(AllItems, (await right.SampleItemsAsync(rightName, 200, cancellationToken: Stop)).Count);
        foreach (var id in items.Select(item => item.Id))
        {
            var (one, other) = ((await left.FindItemAsync(leftName, id, true, Stop))!, (await right.FindItemAsync(rightName, id, true, Stop))!);
            Assert.Equal(one.Embedding!.ToArray(), other.Embedding!.ToArray());
            Assert.Equal(one.Revision, other.Revision);
            Assert.Equal(one.Attributes, other.Attributes);
            if (one.ImageUrl is not null)
                Assert.Equal(await left.GetItemPictureAsync(leftName, id, Stop), await right.GetItemPictureAsync(rightName, id, Stop));
            Assert.Equal(one.ImageUrl is null, other.ImageUrl is null);
            var query = new RecommendationRequest { Like = [Example.OfEmbedding(one.Embedding!.ToArray())], K = 5 };
            var (answer, same) = (await left.RecommendAsync(leftName, query, Stop), await right.RecommendAsync(rightName, query, Stop));
            Assert.Equal(answer.Results.Select(result => (result.Id, result.Score)), same.Results.Select(result => (result.Id, result.Score)));
        }
    }
}
