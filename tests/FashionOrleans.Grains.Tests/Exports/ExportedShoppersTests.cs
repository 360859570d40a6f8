using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Shoppers;
using FashionOrleans.Grains.Tests.Support;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Tests.Exports;

/// <summary>Shoppers in exports, and how they come back.</summary>
public sealed class ExportedShoppersTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_shoppers_said_of_the_catalogue_at_the_moment_follows_its_items()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        var (shop, other) = (await cluster.CreateCatalogAsync(shards: 1), await cluster.CreateCatalogAsync(shards: 1, name: "other"));
        await cluster.PutAsync(shop, 1, 2, 3);
        await cluster.PutAsync(other, 1);
        var (both, elsewhere) = (cluster.Grains.GetGrain<IShopperGrain>("both"), cluster.Grains.GetGrain<IShopperGrain>("elsewhere"));
        await both.RecordAsync([Event(ShopperEventKind.Like, "shop", 1), Event(ShopperEventKind.Dislike, "other", 1), Event(ShopperEventKind.View, "shop", 2)], Stop);
        await elsewhere.RecordAsync([Event(ShopperEventKind.Like, "other", 1)], Stop);
        await cluster.Shoppers.SaveShopperAsync("damaged", null, new StoredShopper(Guid.NewGuid(), Encoding.UTF8.GetBytes("{"), DateOnly.FromDateTime(Noon.UtcDateTime)), Stop);
        var said = (await both.GetAsync(Stop)).Marks.Where(mark => mark.Catalog == "shop").ToArray();
        var export = cluster.Grains.GetGrain<IExportGrain>("e");
        await export.OpenAsync("shop", Stop);

        await both.RecordAsync([Event(ShopperEventKind.Like, "shop", 3)], Stop);
        await elsewhere.RecordAsync([Event(ShopperEventKind.Like, "shop", 3)], Stop);
        Assert.True((await export.ReadAsync(0, Stop)).IsLast);
        var (page, again) = (await export.ReadShoppersAsync(0, Stop), await export.ReadShoppersAsync(0, Stop));

        var shopper = Assert.Single(page.Shoppers);
        Assert.Equal(("both", 2), (shopper.Id, said.Length));
        Assert.Equal(said, shopper.Marks);
        Assert.Equal(["damaged"], page.Damaged);
        Assert.True(page.IsLast);
        Assert.Equal(page.Shoppers.Length, again.Shoppers.Length);
        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => export.ReadShoppersAsync(2, Stop));
        Assert.Equal(ErrorCodes.ExportLost, refusal.Code);
    }

    [Fact]
    public async Task Shoppers_are_not_read_before_the_last_page_of_items()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        await cluster.PutAsync(await cluster.CreateCatalogAsync(shards: 1), 1);
        var export = cluster.Grains.GetGrain<IExportGrain>("e");
        await export.OpenAsync("shop", Stop);

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => export.ReadShoppersAsync(0, Stop));

        Assert.Equal(ErrorCodes.ExportLost, refusal.Code);
    }

    [Fact]
    public async Task A_shopper_gets_back_what_a_backup_has_and_keeps_what_was_said_since_and_twice_changes_nothing()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        await cluster.PutAsync(await cluster.CreateCatalogAsync(shards: 1), 1, 2);
        var shopper = cluster.Grains.GetGrain<IShopperGrain>("s");
        await shopper.RecordAsync([Event(ShopperEventKind.Dislike, "shop", 1)], Stop);
        ShopperMark[] backup = [Mark(ShopperEventKind.Like, "i2", 2), Mark(ShopperEventKind.Like, "i1", 1), Mark(ShopperEventKind.View, "i1", 0), Mark(ShopperEventKind.Like, "gone", -1)];

        var (restored, again) = (await shopper.RestoreAsync([.. backup], Stop), await shopper.RestoreAsync([.. backup], Stop));

        Assert.Equal((true, false), (restored, again));
        var marks = (await shopper.GetAsync(Stop)).Marks;
        Assert.Equal(
            [(ShopperEventKind.Dislike, "i1"), (ShopperEventKind.Like, "i2"), (ShopperEventKind.View, "i1"), (ShopperEventKind.Like, "gone")],
            marks.Select(mark => (mark.Kind, mark.Item)));
        Assert.Equal(backup[0].At, marks[1].At);
    }

    [Fact]
    public void A_record_never_outgrows_its_bounds_and_keeps_the_newest()
    {
        var record = ShopperRecord.Empty.WithRestored(Enumerable.Range(0, ShopperProfile.MaxLikes).Select(i => Mark(ShopperEventKind.Like, $"old{i}", i)));

        var next = record.WithRestored(Enumerable.Range(0, 10).Select(i => Mark(ShopperEventKind.Like, $"new{i}", 1000 + i)));

        Assert.Equal(ShopperProfile.MaxLikes, next.Marks.Count);
        Assert.Equal("new9", next.Marks[0].Item);
        Assert.DoesNotContain(next.Marks, mark => mark.Item is "old0" or "old9");
        Assert.Contains(next.Marks, mark => mark.Item == "old10");
        Assert.Same(next, next.WithRestored([Mark(ShopperEventKind.Dislike, "new1", 5000)]));
    }

    [Fact]
    public async Task Marks_that_no_shopper_can_have_are_refused()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        var shopper = cluster.Grains.GetGrain<IShopperGrain>("s");
        var tooMany = Enumerable.Range(0, ShopperProfile.MaxMarks + 1).Select(i => Mark(ShopperEventKind.View, $"i{i}", i));

        Assert.Equal(ErrorCodes.InvalidRequest, (await Assert.ThrowsAsync<FashionOrleansException>(() => shopper.RestoreAsync([.. tooMany], Stop))).Code);
        Assert.Equal(ErrorCodes.InvalidId, (await Assert.ThrowsAsync<FashionOrleansException>(() => shopper.RestoreAsync([Mark(ShopperEventKind.Like, "a b", 0)], Stop))).Code);
        Assert.Empty((await shopper.GetAsync(Stop)).Marks);
    }

    static ShopperEvent Event(ShopperEventKind kind, string catalog, int item) => new($"{Guid.NewGuid():n}", kind, catalog, $"i{item}");

    static ShopperMark Mark(ShopperEventKind kind, string item, int minute) => new(kind, "shop", item, Noon.AddMinutes(minute));
}
