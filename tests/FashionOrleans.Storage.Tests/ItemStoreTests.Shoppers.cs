namespace FashionOrleans.Storage.Tests;

public abstract partial class ItemStoreTests
{
    [Fact]
    public async Task A_shopper_is_read_back_as_written_after_the_store_was_closed()
    {
        var kept = Shopper(1);
        await using (var store = await OpenAsync())
        {
            Assert.True(await Shoppers(store).SaveShopperAsync("s", null, kept, Stop));
        }

        await using var reopened = await OpenAsync();
        var found = await Shoppers(reopened).FindShopperAsync("s", Stop);

        Assert.Equal(kept.Tag, found!.Tag);
        Assert.Equal(kept.Profile.ToArray(), found.Profile.ToArray());
        Assert.Null(await Shoppers(reopened).FindShopperAsync("S", Stop));
    }

    [Fact]
    public async Task Of_two_writers_of_a_shopper_only_the_one_that_has_read_the_last_write_changes_something()
    {
        await using var store = await OpenAsync();
        var (first, second, third) = (Shopper(1), Shopper(2), Shopper(3));
        await Shoppers(store).SaveShopperAsync("s", null, first, Stop);
        Assert.True(await Shoppers(store).SaveShopperAsync("s", first.Tag, second, Stop));

        Assert.False(await Shoppers(store).SaveShopperAsync("s", first.Tag, third, Stop));
        Assert.False(await Shoppers(store).SaveShopperAsync("s", null, third, Stop));

        Assert.Equal(second.Tag, (await Shoppers(store).FindShopperAsync("s", Stop))!.Tag);
    }

    [Fact]
    public async Task A_shopper_who_was_forgotten_is_not_brought_back_by_a_writer_who_has_not_heard_of_it()
    {
        await using var store = await OpenAsync();
        var (before, after) = (Shopper(1), Shopper(2));
        await Shoppers(store).SaveShopperAsync("s", null, before, Stop);

        Assert.True(await Shoppers(store).ForgetShopperAsync("s", Stop));
        Assert.False(await Shoppers(store).ForgetShopperAsync("s", Stop));
        Assert.False(await Shoppers(store).SaveShopperAsync("s", before.Tag, Shopper(3), Stop));
        Assert.Null(await Shoppers(store).FindShopperAsync("s", Stop));

        // Nor when the shopper has come again meanwhile.
        await Shoppers(store).SaveShopperAsync("s", null, after, Stop);
        Assert.False(await Shoppers(store).SaveShopperAsync("s", before.Tag, Shopper(3), Stop));
        Assert.Equal(after.Profile.ToArray(), (await Shoppers(store).FindShopperAsync("s", Stop))!.Profile.ToArray());
    }

    [Fact]
    public async Task Writers_of_a_shopper_who_retry_on_top_of_each_other_lose_nothing()
    {
        await using var store = await OpenAsync();

        async Task AddAsync(byte number)
        {
            while (true)
            {
                var read = await Shoppers(store).FindShopperAsync("s", Stop);
                byte[] profile = [.. read?.Profile.ToArray() ?? [], number];
                if (await Shoppers(store).SaveShopperAsync("s", read?.Tag, new StoredShopper(Guid.NewGuid(), profile), Stop))
                {
                    return;
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => AddAsync((byte)number)));

        var profile = (await Shoppers(store).FindShopperAsync("s", Stop))!.Profile.ToArray();
        Assert.Equal(Enumerable.Range(0, 20).Select(number => (byte)number), profile.Order());
    }

    static IShopperStore Shoppers(IItemStore store) => (IShopperStore)store;

    static StoredShopper Shopper(byte content) => new(Guid.NewGuid(), new[] { content, content });
}
