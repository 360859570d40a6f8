using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests;

public sealed class SampleTests
{
    [Fact]
    public async Task The_sample_is_a_data_set_that_loads_without_a_complaint()
    {
        using var data = new DataSet();
        await using var server = await FakeServer.StartAsync();

        var sample = await LoaderRun.InProcessAsync("sample", "--out", data.Root, "--count", "12");
        var ingest = await LoaderRun.InProcessAsync(
            "ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--metadata", data.Metadata);

        Assert.Equal(0, sample.ExitCode);
        Assert.Contains("Wrote 12 products of seed", sample.Out);
        Assert.Equal((0, 12), (ingest.ExitCode, ingest.Count("stored")));
        Assert.DoesNotContain("without", ingest.Out);
        Assert.All(server.Catalogs["demo"].Items.Values, item => Assert.IsType<double>(item.Attributes["price"]));
    }
}
