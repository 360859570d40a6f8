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
        Assert.Equal(kept.LastEvent, found.LastEvent);
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
                if (await Shoppers(store).SaveShopperAsync("s", read?.Tag, new StoredShopper(Guid.NewGuid(), profile, Today), Stop))
                {
                    return;
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => AddAsync((byte)number)));

        var profile = (await Shoppers(store).FindShopperAsync("s", Stop))!.Profile.ToArray();
        Assert.Equal(Enumerable.Range(0, 20).Select(number => (byte)number), profile.Order());
    }

    [Fact]
    public async Task The_oldest_shoppers_are_forgotten_first_and_those_of_the_day_itself_stay()
    {
        await using var store = await OpenAsync();
        var shoppers = Shoppers(store);
        foreach (var age in Enumerable.Range(0, 6))
        {
            await shoppers.SaveShopperAsync($"s{age}", null, Shopper(1) with { LastEvent = Today.AddDays(-age) }, Stop);
        }

        // One that was old comes back.
        var back = (await shoppers.FindShopperAsync("s4", Stop))!;
        Assert.True(await shoppers.SaveShopperAsync("s4", back.Tag, Shopper(2), Stop));

        Assert.Equal(1, await shoppers.ForgetShoppersAsync(Today.AddDays(-1), 1, Stop));
        Assert.Null(await shoppers.FindShopperAsync("s5", Stop));
        Assert.Equal(2, await shoppers.ForgetShoppersAsync(Today.AddDays(-1), 10, Stop));
        Assert.Equal(0, await shoppers.ForgetShoppersAsync(Today.AddDays(-1), 10, Stop));

        var left = await Task.WhenAll(Enumerable.Range(0, 6).Select(async age => (Id: $"s{age}", Stored: await shoppers.FindShopperAsync($"s{age}", Stop))));
        Assert.Equal(["s0", "s1", "s4"], left.Where(shopper => shopper.Stored is not null).Select(shopper => shopper.Id));
    }

    [Fact]
    public async Task A_shopper_who_comes_back_while_the_old_are_forgotten_keeps_what_was_acknowledged()
    {
        const int Count = 60;
        await using var store = await OpenAsync();
        var shoppers = Shoppers(store);
        foreach (var number in Enumerable.Range(0, Count))
        {
            await shoppers.SaveShopperAsync($"s{number}", null, Shopper(1) with { LastEvent = Today.AddDays(-400) }, Stop);
        }

        async Task ComeBackAsync(string id)
        {
            while (true)
            {
                // As a shopper's grain does: on top of what is there, and anew when that was not there any more.
                var read = await shoppers.FindShopperAsync(id, Stop);
                byte[] profile = [.. read?.Profile.ToArray() ?? [], 7];
                if (await shoppers.SaveShopperAsync(id, read?.Tag, new StoredShopper(Guid.NewGuid(), profile, Today), Stop))
                {
                    return;
                }
            }
        }

        async Task<int> ForgetAsync()
        {
            var forgotten = 0;
            for (var round = 0; round < 10; round++)
            {
                forgotten += await shoppers.ForgetShoppersAsync(Today, 5, Stop);
            }

            return forgotten;
        }

        var forgetting = ForgetAsync();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => ComeBackAsync($"s{number}")));
        await forgetting;

        Assert.Equal(0, await shoppers.ForgetShoppersAsync(Today, Count, Stop));
        foreach (var number in Enumerable.Range(0, Count))
        {
            Assert.Equal(7, (await shoppers.FindShopperAsync($"s{number}", Stop))!.Profile.Span[^1]);
        }
    }

    static readonly DateOnly Today = new(2026, 3, 1);

    static IShopperStore Shoppers(IItemStore store) => (IShopperStore)store;

    static StoredShopper Shopper(byte content) => new(Guid.NewGuid(), new[] { content, content }, Today);
}
