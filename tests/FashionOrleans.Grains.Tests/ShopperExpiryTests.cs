using System.Diagnostics.Metrics;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Grains.Shoppers;
using FashionOrleans.Grains.Tests.Support;
using FashionOrleans.Storage;
using FashionOrleans.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Grains.Tests;

/// <summary>Shoppers who do not come back.</summary>
public sealed class ShopperExpiryTests : IAsyncLifetime
{
    static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly DateOnly Today = DateOnly.FromDateTime(Noon.UtcDateTime);

    readonly string _folder = Directory.CreateTempSubdirectory("fashion-expiry-").FullName;
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly FakeTimeProvider _time = new(Noon);
    readonly SqliteItemStore _store;

    public ShopperExpiryTests() => _store = new SqliteItemStore(new SqliteStoreOptions { DataDirectory = _folder, SyncOnCommit = false });

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _store.InitializeAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_shopper_is_forgotten_when_the_whole_day_of_the_last_event_is_longer_ago_than_the_limit()
    {
        await SaveAsync("old", Today.AddDays(-11));
        await SaveAsync("kept", Today.AddDays(-10));

        Assert.Equal(1, await Expiry(TimeSpan.FromDays(10)).RunAsync(Stop));
        Assert.Null(await _store.FindShopperAsync("old", Stop));
        Assert.NotNull(await _store.FindShopperAsync("kept", Stop));

        _time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(1, await Expiry(TimeSpan.FromDays(10)).RunAsync(Stop));
        Assert.Null(await _store.FindShopperAsync("kept", Stop));
    }

    [Fact]
    public async Task However_many_there_are_all_go_batch_by_batch_and_are_counted()
    {
        const int Shoppers = 2 * ShopperExpiry.Batch + 1;
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>() && instrument.Name == "fashionorleans.shopper.forgotten")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();
        foreach (var number in Enumerable.Range(0, Shoppers))
        {
            await SaveAsync($"s{number}", Today.AddDays(-100));
        }

        Assert.Equal(Shoppers, await Expiry(TimeSpan.FromDays(10)).RunAsync(Stop));

        Assert.Equal(Shoppers, counted);
        Assert.Equal(0, await Expiry(TimeSpan.FromDays(10)).RunAsync(Stop));
    }

    [Fact]
    public async Task It_is_looked_once_a_day()
    {
        using var grain = Grain(TimeSpan.FromDays(10));
        await SaveAsync("first", Today.AddDays(-30));

        await grain.GoOnAsync();
        await ForgottenAsync(_store, "first");
        await SaveAsync("second", Today.AddDays(-30));
        _time.Advance(TimeSpan.FromHours(11));
        await grain.GoOnAsync();
        await grain.OnDeactivateAsync(new(DeactivationReasonCode.ApplicationRequested, ""), Stop);
        Assert.NotNull(await _store.FindShopperAsync("second", Stop));

        using var next = Grain(TimeSpan.FromDays(10));
        _time.Advance(TimeSpan.FromHours(1));
        await next.GoOnAsync();
        await ForgottenAsync(_store, "second");
        await SaveAsync("third", Today.AddDays(-30));
        _time.Advance(TimeSpan.FromDays(1));
        await Eventually.GetAsync(async () =>
        {
            await next.GoOnAsync();
            return await _store.FindShopperAsync("third", Stop) is null ? new[] { true } : [];
        });
    }

    [Fact]
    public async Task Nobody_is_forgotten_where_that_is_switched_off()
    {
        using var grain = Grain(TimeSpan.Zero);
        await SaveAsync("old", new DateOnly(1999, 1, 1));

        await grain.GoOnAsync();
        await grain.OnDeactivateAsync(new(DeactivationReasonCode.ApplicationRequested, ""), Stop);

        Assert.NotNull(await _store.FindShopperAsync("old", Stop));
    }

    [Fact]
    public async Task A_shopper_who_comes_back_on_the_day_stays_with_all_that_was_said_and_another_is_forgotten()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        await cluster.PutAsync(await cluster.CreateCatalogAsync(shards: 1), 1, 2);
        var (record, _) = ShopperRecord.Empty.With([Like(1)], Noon.AddDays(-1000));
        foreach (var id in new[] { "back", "away" })
        {
            await cluster.Shoppers.SaveShopperAsync(id, null, new StoredShopper(Guid.NewGuid(), record.Write(), Today.AddDays(-1000)), Stop);
        }

        var back = cluster.Grains.GetGrain<IShopperGrain>("back");
        var before = DateOnly.FromDateTime(DateTime.UtcNow);
        await back.RecordAsync([Like(1), Like(2)], Stop);
        await cluster.Grains.GetGrain<IShopperExpiryGrain>(0).GoOnAsync();
        await ForgottenAsync(cluster.Shoppers, "away");

        Assert.Equal(["i2", "i1"], (await back.GetAsync(Stop)).Marks.Select(mark => mark.Item));
        Assert.InRange((await cluster.Shoppers.FindShopperAsync("back", Stop))!.LastEvent, before, DateOnly.FromDateTime(DateTime.UtcNow));
    }

    [Fact]
    public async Task An_activation_that_remembers_a_shopper_who_was_forgotten_loses_no_event()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        await cluster.PutAsync(await cluster.CreateCatalogAsync(shards: 1), 1, 2);
        var shopper = cluster.Grains.GetGrain<IShopperGrain>("s");
        await shopper.RecordAsync([Like(1)], Stop);
        Assert.Equal(1, await cluster.Shoppers.ForgetShoppersAsync(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1), 10, Stop));

        Assert.Equal(1, await shopper.RecordAsync([Like(2)], Stop));

        Assert.Equal(["i2"], (await shopper.GetAsync(Stop)).Marks.Select(mark => mark.Item));
    }

    [Fact]
    public async Task An_old_backup_makes_nobody_younger_or_older()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        await cluster.PutAsync(await cluster.CreateCatalogAsync(shards: 1), 1, 2);
        var (known, unknown) = (cluster.Grains.GetGrain<IShopperGrain>("known"), cluster.Grains.GetGrain<IShopperGrain>("unknown"));
        var mark = new ShopperMark(ShopperEventKind.Like, "shop", "i2", Noon);
        await known.RecordAsync([Like(1)], Stop);
        var seen = (await cluster.Shoppers.FindShopperAsync("known", Stop))!.LastEvent;

        await known.RestoreAsync([mark], Stop);
        await unknown.RestoreAsync([mark, mark with { Item = "i1", At = Noon.AddDays(-1) }], Stop);

        Assert.Equal(seen, (await cluster.Shoppers.FindShopperAsync("known", Stop))!.LastEvent);
        Assert.Equal(Today, (await cluster.Shoppers.FindShopperAsync("unknown", Stop))!.LastEvent);
    }

    ShopperExpiry Expiry(TimeSpan forgetAfter) => new(
        _store, Options.Create(new ShopperOptions { ForgetAfter = forgetAfter }), new ShopperMetrics(_services.GetRequiredService<IMeterFactory>()), _time);

    ShopperExpiryGrain Grain(TimeSpan forgetAfter) => new(Expiry(forgetAfter), _time, NullLogger<ShopperExpiryGrain>.Instance);

    Task<bool> SaveAsync(string id, DateOnly day) =>
        _store.SaveShopperAsync(id, null, new StoredShopper(Guid.NewGuid(), ShopperRecord.Empty.Write(), day), Stop);

    static Task<bool[]> ForgottenAsync(IShopperStore store, string id) =>
        Eventually.GetAsync(async () => await store.FindShopperAsync(id, Stop) is null ? new[] { true } : []);

    static ShopperEvent Like(int item) => new($"{Guid.NewGuid():n}", ShopperEventKind.Like, "shop", $"i{item}");
}
