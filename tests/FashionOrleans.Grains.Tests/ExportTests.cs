using FashionOrleans.Contracts;
using FashionOrleans.Grains.Exports;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests;

/// <summary>An export is one moment of a catalogue, page by page, for one reader.</summary>
public sealed class ExportTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_hold_the_moment_of_the_opening_and_the_last_one_may_be_asked_for_again()
    {
        await using var cluster = await Cluster.StartAsync();
        var catalog = await cluster.CreateCatalogAsync(shards: 2);
        await cluster.PutAsync(catalog, Enumerable.Range(0, 600));
        var export = cluster.Grains.GetGrain<IExportGrain>("one");

        var head = await export.OpenAsync(catalog.Name, Stop);
        await cluster.PutAsync(catalog, Enumerable.Range(600, 50));
        var again = await export.OpenAsync(catalog.Name, Stop);
        var pages = new List<ExportPage>();
        do
        {
            pages.Add(await export.ReadAsync(pages.Count, Stop));
            var repeated = await export.ReadAsync(pages.Count - 1, Stop);
            Assert.Equal(pages[^1].Items.Select(item => item.Item.Id), repeated.Items.Select(item => item.Item.Id));
        }
        while (!pages[^1].IsLast);

        var ids = pages.SelectMany(page => page.Items).Select(item => item.Item.Id).ToArray();
        Assert.Equal((600, head.TakenAt), (head.Items, again.TakenAt));
        Assert.True(pages.Count >= 3, $"{pages.Count} pages");
        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"i{i}").Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
        Assert.All(pages.SelectMany(page => page.Items), item => Assert.InRange(item.Version, 1, head.ShardVersions[catalog.ShardOf(item.Item.Id).Number]));
    }

    [Fact]
    public async Task An_export_that_is_closed_or_was_never_opened_is_lost_by_name()
    {
        await using var cluster = await Cluster.StartAsync();
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        var export = cluster.Grains.GetGrain<IExportGrain>("one");
        await export.OpenAsync(catalog.Name, Stop);
        await export.CloseAsync();

        var closed = await Assert.ThrowsAsync<FashionOrleansException>(() => export.ReadAsync(0, Stop));
        var unopened = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.Grains.GetGrain<IExportGrain>("two").ReadAsync(0, Stop));
        var unknown = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.Grains.GetGrain<IExportGrain>("three").OpenAsync("none", Stop));

        Assert.Equal((ErrorCodes.ExportLost, ErrorCodes.ExportLost, ErrorCodes.UnknownCatalog), (closed.Code, unopened.Code, unknown.Code));
    }

    [Fact]
    public async Task No_more_exports_are_opened_than_a_silo_has_slots_for_and_a_closed_one_gives_its_slot_back()
    {
        await using var cluster = await Cluster.StartAsync();
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        var exports = Enumerable.Range(0, ExportSlots.Most).Select(i => cluster.Grains.GetGrain<IExportGrain>($"{i}")).ToArray();
        await Task.WhenAll(exports.Select(export => export.OpenAsync(catalog.Name, Stop)));

        var refused = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.Grains.GetGrain<IExportGrain>("more").OpenAsync(catalog.Name, Stop));
        await exports[0].CloseAsync();

        // A refusal takes no slot either.
        await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.Grains.GetGrain<IExportGrain>("wrong").OpenAsync("none", Stop));
        await Eventually.HoldsAsync(() => TryOpen(cluster, catalog.Name));
        Assert.Equal(ErrorCodes.Overloaded, refused.Code);
    }

    static bool TryOpen(Cluster cluster, string catalog)
    {
        try
        {
            cluster.Grains.GetGrain<IExportGrain>("next").OpenAsync(catalog, Stop).GetAwaiter().GetResult();
            return true;
        }
        catch (FashionOrleansException exception) when (exception.Code == ErrorCodes.Overloaded)
        {
            return false;
        }
    }
}
