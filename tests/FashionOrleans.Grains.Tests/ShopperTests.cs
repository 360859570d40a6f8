using FashionOrleans.Contracts;
using FashionOrleans.Grains.Shoppers;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests;

public sealed class ShopperTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_shopper_did_is_kept_the_newest_first_and_outlives_the_silo_that_heard_it()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await cluster.CreateCatalogAsync(shards: 2);
        await cluster.PutAsync(catalog, 1, 2, 3);
        var shopper = cluster.Grains.GetGrain<IShopperGrain>("s");

        await shopper.RecordAsync([Event("like", 1), Event("view", 2), Event("dislike", 3)], Stop);
        await shopper.RecordAsync([Event("like", 3), Event("clear", 2)], Stop);

        (ShopperEventKind, string)[] expected = [(ShopperEventKind.Like, "i3"), (ShopperEventKind.Like, "i1")];
        Assert.Equal(expected, Marks(await shopper.GetAsync(Stop)));
        var silo = cluster.StorageSilos[0];
        await cluster.StopSiloAsync(silo);
        Assert.Equal(expected, Marks(await shopper.GetAsync(Stop)));
    }

    [Fact]
    public async Task An_event_is_recorded_once_however_late_its_second_try_comes()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PutAsync(await cluster.CreateCatalogAsync(shards: 1), 1);
        var shopper = cluster.Grains.GetGrain<IShopperGrain>("s");
        var like = Event("like", 1);

        Assert.Equal(1, await shopper.RecordAsync([like], Stop));
        Assert.Equal(1, await shopper.RecordAsync([Event("clear", 1)], Stop));
        Assert.Equal(0, await shopper.RecordAsync([like], Stop));

        Assert.Empty((await shopper.GetAsync(Stop)).Marks);
    }

    [Theory]
    [InlineData("shop", "i9", ErrorCodes.UnknownItem)]
    [InlineData("nowhere", "i1", ErrorCodes.UnknownCatalog)]
    [InlineData("shop", "a b", ErrorCodes.InvalidId)]
    public async Task A_batch_with_an_item_that_is_not_there_is_refused_whole_and_nothing_is_lost(string name, string item, string code)
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PutAsync(await cluster.CreateCatalogAsync(shards: 2), 1, 2);
        var shopper = cluster.Grains.GetGrain<IShopperGrain>("s");
        await shopper.RecordAsync([Event("like", 1)], Stop);

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(
            () => shopper.RecordAsync([Event("like", 2), new ShopperEvent("x", ShopperEventKind.View, name, item)], Stop));

        Assert.Equal(code, refusal.Code);
        Assert.Equal([(ShopperEventKind.Like, "i1")], Marks(await shopper.GetAsync(Stop)));
    }

    [Fact]
    public async Task A_shopper_that_somebody_else_has_written_meanwhile_is_written_on_top_of_that()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PutAsync(await cluster.CreateCatalogAsync(shards: 1), 1, 2, 3);
        var shopper = cluster.Grains.GetGrain<IShopperGrain>("s");
        await shopper.RecordAsync([Event("like", 1)], Stop);

        // What another activation would do that this one knows nothing of.
        var stored = (await cluster.Shoppers.FindShopperAsync("s", Stop))!;
        var (others, _) = ShopperRecord.Read(stored.Profile.Span).With([Event("like", 2)], DateTimeOffset.UnixEpoch);
        Assert.True(await cluster.Shoppers.SaveShopperAsync("s", stored.Tag, stored with { Tag = Guid.NewGuid(), Profile = others.Write() }, Stop));
        await shopper.RecordAsync([Event("like", 3)], Stop);

        Assert.Equal(["i1", "i2", "i3"], (await shopper.GetAsync(Stop)).Marks.Select(mark => mark.Item).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_shopper_who_was_forgotten_is_unknown_everywhere_and_starts_anew()
    {
        await using var cluster = await Cluster.StartAsync();
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        await cluster.PutAsync(catalog, 1, 2);
        var shopper = cluster.Grains.GetGrain<IShopperGrain>("s");
        await shopper.RecordAsync([Event("like", 1)], Stop);

        Assert.True(await shopper.ForgetAsync(Stop));

        Assert.Null(await cluster.Shoppers.FindShopperAsync("s", Stop));
        Assert.Empty(await shopper.GetTasteAsync(catalog.Name, Stop));
        Assert.False(await shopper.ForgetAsync(Stop));
        await shopper.RecordAsync([Event("like", 2)], Stop);
        Assert.Equal(["i2"], (await shopper.GetAsync(Stop)).Marks.Select(mark => mark.Item));
    }

    [Fact]
    public async Task A_taste_turns_the_answer_and_leaves_out_what_is_disliked()
    {
        await using var cluster = await Cluster.StartAsync();
        var catalog = await cluster.CreateCatalogAsync(shards: 2);
        await cluster.PutAsync(catalog, Enumerable.Range(0, 8));
        await cluster.Grains.GetGrain<IShopperGrain>("s").RecordAsync([Event("like", 5), Event("dislike", 1)], Stop);
        var query = new RecommendationQuery([new Example(Embedding: Cluster.Axis(0))], [], 3, default);

        var plain = await RecommendAsync(cluster, query);
        var blended = await RecommendAsync(cluster, query with { Shopper = "s", ShopperWeight = 0.45 });
        var nobody = await RecommendAsync(cluster, query with { Shopper = "nobody" });
        var alone = await RecommendAsync(cluster, query with { Like = [], Shopper = "s", K = 8 });

        Assert.Equal("i0", plain.Results[0].Id);
        Assert.Null(plain.Taste);
        Assert.Equal(["i0", "i5"], blended.Results.Take(2).Select(result => result.Id));
        Assert.DoesNotContain("i1", blended.Results.Select(result => result.Id));
        Assert.Equal(new TasteUse(1, 1, 0, 0.45), blended.Taste);
        Assert.Equal(plain.Results.Select(result => (result.Id, result.Score)), nobody.Results.Select(result => (result.Id, result.Score)));
        Assert.Equal(6, alone.Results.Length);
        Assert.DoesNotContain("i5", alone.Results.Select(result => result.Id));
    }

    [Fact]
    public async Task A_taste_outlives_items_that_are_deleted_and_says_so_when_nothing_is_left()
    {
        await using var cluster = await Cluster.StartAsync();
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        await cluster.PutAsync(catalog, 1, 2, 3);
        await cluster.Grains.GetGrain<IShopperGrain>("s").RecordAsync([Event("like", 1), Event("like", 2)], Stop);
        var query = new RecommendationQuery([], [], 3, default) { Shopper = "s" };

        await cluster.Grains.GetGrain<IItemsGrain>(catalog.Name).DeleteAsync(Guid.NewGuid(), "i1", Stop);
        Assert.Equal(1, (await RecommendAsync(cluster, query)).Taste!.Likes);
        await cluster.Grains.GetGrain<IItemsGrain>(catalog.Name).DeleteAsync(Guid.NewGuid(), "i2", Stop);
        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => RecommendAsync(cluster, query));

        Assert.Equal(ErrorCodes.NoTaste, refusal.Code);
    }

    [Fact]
    public void A_record_is_bounded_and_the_oldest_go_first()
    {
        var record = ShopperRecord.Empty;
        for (var i = 0; i < 2 * ShopperProfile.MaxLikes; i++)
        {
            (record, _) = record.With([Event("like", i), Event("view", i)], DateTimeOffset.UnixEpoch.AddSeconds(i));
        }

        var kinds = record.Marks.ToLookup(mark => mark.Kind, mark => mark.Item);
        Assert.Equal(ShopperProfile.MaxLikes, kinds[ShopperEventKind.Like].Count());
        Assert.Equal(ShopperProfile.MaxViews, kinds[ShopperEventKind.View].Count());
        Assert.Equal("i599", kinds[ShopperEventKind.Like].First());
        Assert.Equal("i300", kinds[ShopperEventKind.Like].Last());
        Assert.Equal(ShopperRecord.MaxEvents, record.Events.Count);
        var read = ShopperRecord.Read(record.Write().Span);
        Assert.Equal(record.Marks, read.Marks);
        Assert.Equal(record.Events, read.Events);
    }

    static Task<Recommendations> RecommendAsync(Cluster cluster, RecommendationQuery query) =>
        cluster.Grains.GetGrain<ICoordinatorGrain>("shop").RecommendAsync(query, Stop);

    static ShopperEvent Event(string kind, int item) =>
        new(Guid.NewGuid().ToString("n"), Enum.Parse<ShopperEventKind>(kind, ignoreCase: true), "shop", $"i{item}");

    static (ShopperEventKind Kind, string Item)[] Marks(ShopperProfile profile) => [.. profile.Marks.Select(mark => (mark.Kind, mark.Item))];
}
