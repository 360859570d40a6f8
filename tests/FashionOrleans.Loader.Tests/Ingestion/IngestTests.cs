using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Ingestion;

public sealed class IngestTests
{
    static readonly CancellationToken Test = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_data_set_is_stored_with_its_pictures_and_attributes()
    {
        using var data = DataSet.Of(300);
        await using var server = await FakeServer.StartAsync();

        var run = await IngestAsync(server, data);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var items = server.Catalogs["demo"].Items;
        Assert.Equal(300, items.Count);
        Assert.Equal(DataSet.Picture(17), items["17"].Picture);
        Assert.Equal("Women", items["17"].Attributes["gender"]);
        Assert.Equal(2017.0, items["17"].Attributes["year"]);
        Assert.Contains("stored", run.Out);
    }
    static Task<LoaderRun> IngestAsync(FakeServer server, DataSet data, params IEnumerable<string> more) => LoaderRun.InProcessAsync(
        ["ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--metadata", data.Metadata, "--refused", data.Refused, .. more]);
}
