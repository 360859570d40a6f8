using FashionOrleans.Client;
using FashionOrleans.Loader.Tests.Support;
using FashionOrleans.SampleCatalog;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Loader.Tests.Migrations;

/// <summary>A migration of a real server, from its begin to its end, by the command line alone.</summary>
public sealed class RealMigrationTests : IAsyncLifetime
{
    const int Items = 12;

    readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fashion-migrate-");
    readonly TwoModels _models = new();
    ServerProcess _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = new ServerProcess(_data.FullName, "--set", $"FashionOrleans:Models={_models.Path}");
        await _server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _models.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task It_goes_forth_and_back_and_forth_again_and_ends()
    {
        using var client = new FashionOrleansClient(_server.Http);
        await client.EnsureCatalogAsync("shop", new(Shards: 2), Stop);
        var items = SampleProducts.Create(Items, seed: 7).Select((product, i) => new ItemUpload
        {
            Id = product.Id,
            Picture = product.RenderJpeg(90, 120),
            Attributes = new Dictionary<string, AttributeValue> { ["kind"] = i % 2 == 0 ? "a" : "b" },
        });
        Assert.All(await client.UpsertItemsAsync("shop", [.. items], Stop), result => Assert.True(result.IsStored, result.Detail));

        var none = await RunAsync("status");
        var started = await RunAsync("start", "--model", _models.Other, "--label", "kind", "--manual", "--wait", "--no-progress");
        var again = await RunAsync("start", "--model", _models.Other);
        var cutOver = await RunAsync("cut-over");
        var back = await RunAsync("roll-back");
        var forth = await RunAsync("cut-over");
        var ended = await RunAsync("end");
        var tooLate = await RunAsync("roll-back");

        Assert.Contains("has had no migration", none.Error, StringComparison.Ordinal);
        Assert.All([started, again, cutOver, back, forth, ended], run => Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error)));
        Assert.StartsWith($"Migration of shop from {TwoModels.Shipped} to {_models.Other}: ready, {TwoModels.Shipped} answers", started.Out, StringComparison.Ordinal);
        Assert.Contains($"{Items} of {Items} items, 2 of 2 shards in step", started.Out, StringComparison.Ordinal);
        Assert.Contains("by kind", started.Out, StringComparison.Ordinal);
        Assert.Contains($"switched, {_models.Other} answers", cutOver.Out, StringComparison.Ordinal);
        Assert.Contains($"rolledBack, {TwoModels.Shipped} answers", back.Out, StringComparison.Ordinal);
        Assert.Contains($"ended, {_models.Other} answers", ended.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, tooLate.ExitCode);
        Assert.Contains("no_migration", tooLate.Error, StringComparison.Ordinal);
        Assert.Equal(_models.Other, (await client.FindCatalogAsync("shop", Stop))!.Model);
    }

    Task<LoaderRun> RunAsync(string verb, params IEnumerable<string> arguments) =>
        LoaderRun.InProcessAsync(["migrate", verb, "--server", _server.Http.BaseAddress!.ToString(), "--catalog", "shop", .. arguments]);
}
