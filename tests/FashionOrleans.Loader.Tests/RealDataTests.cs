using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests;

/// <summary>The Fashion Product Images set, where it lies beside the repository.</summary>
public sealed class RealDataTests
{
    [Fact]
    public async Task The_whole_data_set_is_loaded_with_its_traits_counted()
    {
        var folder = DataFolder();
        Assert.SkipUnless(folder is not null, "The photographs (../shared/data/fashion-products) are not on this machine.");
        await using var server = await FakeServer.StartAsync();
        string[] arguments =
        [
            "ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", Path.Combine(folder, "images-60x80.zip"),
            "--metadata", Path.Combine(folder, "styles.csv"), "--hash-range", "0-19", "--no-progress",
        ];

        var first = await LoaderRun.InProcessAsync(arguments);
        var second = await LoaderRun.InProcessAsync(arguments);

        Assert.Equal(0, first.ExitCode);
        Assert.InRange(first.Count("stored"), 6_000, 8_500);
        Assert.True(first.Count("rows without a picture") > 0);
        Assert.Equal((0, first.Count("stored")), (second.Count("stored"), second.Count("unchanged")));
        Assert.All(server.Catalogs["demo"].Items.Values, item => Assert.IsType<double>(item.Attributes.GetValueOrDefault("year", 0.0)));
    }

    static string? DataFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", "fashion-products");
            if (Directory.Exists(data)) return data;
        }

        return null;
    }
}
