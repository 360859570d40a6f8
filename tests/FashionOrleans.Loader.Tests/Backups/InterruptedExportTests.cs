using FashionOrleans.Backup;
using FashionOrleans.Loader.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Loader.Tests.Backups;

/// <summary>Exports that break off, from a server that breaks them off when told to.</summary>
public sealed class InterruptedExportTests : IDisposable
{
    const string Catalog = "fashion";

    static readonly string Whole = Path.Combine(AppContext.BaseDirectory, "TestData", "backup-v1");

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-lost-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Losses => ["cut", "short", "lost", "busy"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task An_export_that_is_lost_begins_anew_by_itself_and_says_so(string loss)
    {
        await using var server = await StartAsync(losses: 1, loss);
        var folder = Path.Combine(_folder.FullName, "backup");

        var export = await ExportAsync(server, folder);

        Assert.True(export.ExitCode == 0, export.Error);
        Assert.Contains("The export is lost", export.Error, StringComparison.Ordinal);
        Assert.Contains("attempt 1 of 5", export.Error, StringComparison.Ordinal);
        Assert.Equal(2, Exports(server));
        Assert.Equal(
            Directory.GetFiles(Whole).Select(file => Path.GetFileName(file)).Order(), Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order());
        Assert.Contains("read back and found right", export.Out, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task An_export_that_is_lost_every_time_ends_with_a_sentence_and_leaves_no_manifest(string loss)
    {
        await using var server = await StartAsync(losses: int.MaxValue, loss);
        var folder = Path.Combine(_folder.FullName, "backup");

        var export = await ExportAsync(server, folder, "--attempts", "2");

        Assert.Equal(3, export.ExitCode);
        Assert.Equal(2, Exports(server));
        Assert.False(File.Exists(Path.Combine(folder, BackupFormat.ManifestFile)));
        Assert.DoesNotContain("defect", export.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_attempt_would_not_change_is_not_asked_for_again()
    {
        await using var server = await StartAsync(losses: int.MaxValue, "damaged");

        var export = await ExportAsync(server, Path.Combine(_folder.FullName, "backup"));

        Assert.Equal(1, Exports(server));
        Assert.Contains("catalog_damaged", export.Error, StringComparison.Ordinal);
    }

    static Task<LoaderRun> ExportAsync(FakeServer server, string folder, params IEnumerable<string> more) =>
        LoaderRun.InProcessAsync(["export", "--server", $"{server.Address}", "--catalog", Catalog, "--out", folder, "--no-progress", .. more]);

    static int Exports(FakeServer server) => server.Requests.Count(request => request.EndsWith(":export", StringComparison.Ordinal));

    static async Task<FakeServer> StartAsync(int losses, string loss)
    {
        var tar = await PackAsync();
        var server = await FakeServer.StartAsync();
        server.Catalogs[Catalog] = FakeCatalog.WithDefaults(Catalog, new(null, null, null, null, null, null));
        server.Before = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith(":export", StringComparison.Ordinal)) return null;
            var isLost = losses-- > 0;
            if (!isLost) return Results.Bytes(tar, "application/x-tar");
            switch (loss)
            {
                case "cut":
                    await context.Response.Body.WriteAsync(tar.AsMemory(0, tar.Length / 2), Stop);
                    context.Abort();
                    return Results.Empty;
                case "short":
                    return Results.Bytes(tar[..(tar.Length / 2)], "application/x-tar");
                case "lost":
                    return FakeServer.Problem(410, "export_lost", "The export is gone. Export again.");
                case "busy":
                    return FakeServer.Overloaded(context, seconds: 1);
                default:
                    return FakeServer.Problem(500, "catalog_damaged", "The catalogue is damaged.");
            }
        };
        return server;
    }

    static async Task<byte[]> PackAsync()
    {
        using var bytes = new MemoryStream();
        await using (var tar = new TarSink(bytes, DateTimeOffset.UnixEpoch))
        {
            foreach (var file in Directory.GetFiles(Whole).OrderBy(file => file.EndsWith(BackupFormat.ManifestFile, StringComparison.Ordinal)))
                await tar.WriteAsync(Path.GetFileName(file), await File.ReadAllBytesAsync(file, Stop), Stop);
        }

        return bytes.ToArray();
    }
}
