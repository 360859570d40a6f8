using System.Globalization;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Exports;
using FashionOrleans.Grains.Tests.Support;
using FashionOrleans.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FashionOrleans.Grains.Tests.Exports;

/// <summary>What a reader of an export may count on: one moment, pages, a lease, and how many there may be.</summary>
public sealed class ExportGrainTests
{
    const int Items = 600;
    const int ItemsOfAPage = 256;

    static readonly ExportLease Lease = ExportLease.Default with { Look = TimeSpan.FromMilliseconds(20) };

    readonly SkippingTime _time = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_hold_every_item_once_by_shard_and_id_and_the_last_one_may_be_asked_for_again()
    {
        await using var cluster = await StartAsync();
        var catalog = await FillAsync(cluster);
        var export = NewExport(cluster);
        var head = await export.OpenAsync(catalog.Name, Stop);

        var (first, second, again, third) = (
            await export.ReadAsync(0, Stop), await export.ReadAsync(1, Stop), await export.ReadAsync(1, Stop), await export.ReadAsync(2, Stop));

        Assert.Equal((Items, 0), (head.Items, head.Quarantined));
        Assert.Equal([ItemsOfAPage, ItemsOfAPage, Items - 2 * ItemsOfAPage], new[] { first, second, third }.Select(page => page.Items.Length));
        Assert.Equal([false, false, true], new[] { first, second, third }.Select(page => page.IsLast));
        Assert.Equal(Ids(second), Ids(again));
        var ids = new[] { first, second, third }.SelectMany(Ids).ToArray();
        Assert.Equal(
            Enumerable.Range(0, Items).Select(i => $"i{i}").OrderBy(id => catalog.ShardOf(id).Number).ThenBy(id => id, StringComparer.Ordinal), ids);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public async Task A_page_that_is_neither_the_last_one_nor_the_next_is_refused_and_ends_the_export(int page)
    {
        await using var cluster = await StartAsync();
        var catalog = await FillAsync(cluster);
        var export = NewExport(cluster);
        await export.OpenAsync(catalog.Name, Stop);
        await export.ReadAsync(0, Stop);
        await export.ReadAsync(1, Stop);

        await RequireLostAsync(() => export.ReadAsync(page, Stop));
        await RequireLostAsync(() => export.ReadAsync(2, Stop));
    }

    [Fact]
    public async Task What_is_written_deleted_or_dropped_after_the_moment_does_not_change_what_is_read()
    {
        await using var cluster = await StartAsync();
        var catalog = await FillAsync(cluster);
        var items = cluster.Grains.GetGrain<IItemsGrain>(catalog.Name);
        var (before, after, late) = (NewExport(cluster), NewExport(cluster), NewExport(cluster));
        var head = await before.OpenAsync(catalog.Name, Stop);
        var pages = new List<ExportPage> { await before.ReadAsync(0, Stop) };
        var unread = Enumerable.Range(0, Items).Except(Ids(pages[0]).Select(id => int.Parse(id[1..], CultureInfo.InvariantCulture))).ToArray();

        await cluster.PutAsync(catalog, Enumerable.Range(Items, 50));
        await items.UpsertAsync(Guid.NewGuid(), [new ItemUpload($"i{unread[0]}", default, Cluster.Axis(7), """{"new":1}"""u8.ToArray(), null)], Stop);
        Assert.True(await items.DeleteAsync(Guid.NewGuid(), $"i{unread[1]}", Stop));
        var second = await after.OpenAsync(catalog.Name, Stop);
        await cluster.Grains.GetGrain<ICatalogGrain>(catalog.Name).DropAsync(Stop);
        pages.Add(await before.ReadAsync(1, Stop));
        pages.Add(await before.ReadAsync(2, Stop));
        var rest = new List<ExportPage>();
        for (var page = 0; rest.LastOrDefault() is not { IsLast: true }; page++)
        {
            rest.Add(await after.ReadAsync(page, Stop));
        }

        Assert.Equal(Enumerable.Range(0, Items).Select(i => $"i{i}").Order(), pages.SelectMany(Ids).Order());
        Assert.All(pages.SelectMany(page => page.Items), item => Assert.InRange(item.Version, 1, head.ShardVersions[catalog.ShardOf(item.Item.Id).Number]));
        Assert.All(pages.SelectMany(page => page.Items), item => Assert.True(item.Item.Attributes.Length <= 2));
        Assert.Equal((Items + 50 - 1, Items + 50 - 1), ((int)second.Items, rest.Sum(page => page.Items.Length)));
        Assert.DoesNotContain($"i{unread[1]}", rest.SelectMany(Ids));
        Assert.Equal("""{"new":1}"""u8.ToArray(), rest.SelectMany(page => page.Items).Single(item => item.Item.Id == $"i{unread[0]}").Item.Attributes.ToArray());
        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => late.OpenAsync(catalog.Name, Stop));
        Assert.Equal(ErrorCodes.UnknownCatalog, refusal.Code);
    }

    [Fact]
    public async Task Who_reads_nothing_for_the_length_of_the_lease_loses_the_export_and_its_slot_and_who_reads_keeps_it()
    {
        await using var cluster = await StartAsync();
        var catalog = await FillAsync(cluster);
        var (reader, sleeper) = (NewExport(cluster), NewExport(cluster));
        await reader.OpenAsync(catalog.Name, Stop);
        await sleeper.OpenAsync(catalog.Name, Stop);
        await sleeper.ReadAsync(0, Stop);

        for (var page = 0; page < 2; page++)
        {
            _time.Skip(Lease.Length * 0.7);
            await reader.ReadAsync(page, Stop);
        }

        await Eventually.HoldsAsync(() => Taken(cluster) == 1);
        var others = await OpenAsManyAsPossibleAsync(cluster, catalog);
        await RequireLostAsync(() => sleeper.ReadAsync(1, Stop));
        Assert.Equal(ExportSlots.Most - 1, others);
        Assert.True((await reader.ReadAsync(2, Stop)).IsLast);
    }

    [Fact]
    public async Task Only_so_many_exports_are_open_at_once_and_a_slot_comes_back_once()
    {
        await using var cluster = await StartAsync();
        var catalog = await FillAsync(cluster);
        var exports = Enumerable.Range(0, 3 * ExportSlots.Most).Select(_ => NewExport(cluster)).ToArray();
        var unknown = Enumerable.Range(0, 2 * ExportSlots.Most).Select(_ => NewExport(cluster).OpenAsync("none", Stop));
        Assert.All(
            await Task.WhenAll(unknown.Select(open => Assert.ThrowsAsync<FashionOrleansException>(() => open))),
            refusal => Assert.Contains(refusal.Code, (string[])[ErrorCodes.UnknownCatalog, ErrorCodes.Overloaded]));
        await Eventually.HoldsAsync(() => Taken(cluster) == 0);

        var opened = await Task.WhenAll(exports.Select(export => TryOpenAsync(export, catalog)));
        var mine = exports.Where((_, i) => opened[i]).ToArray();
        Assert.Equal(ExportSlots.Most, mine.Length);
        await mine[0].CloseAsync();
        await mine[0].CloseAsync();

        Assert.Equal(1, await OpenAsManyAsPossibleAsync(cluster, catalog));
        Assert.Equal(ItemsOfAPage, (await mine[1].ReadAsync(0, Stop)).Items.Length);
    }

    [Fact]
    public async Task An_export_that_ended_with_its_silo_is_lost_and_another_one_begins_anew()
    {
        await using var cluster = await StartAsync();
        var catalog = await FillAsync(cluster);
        var export = NewExport(cluster);
        await export.OpenAsync(catalog.Name, Stop);
        await export.ReadAsync(0, Stop);

        await cluster.DeactivateAsync(export);

        await RequireLostAsync(() => export.ReadAsync(1, Stop));
        await Eventually.HoldsAsync(() => Taken(cluster) == 0);
        var anew = NewExport(cluster);
        Assert.Equal(Items, (await anew.OpenAsync(catalog.Name, Stop)).Items);
        Assert.Equal(ItemsOfAPage, (await anew.ReadAsync(0, Stop)).Items.Length);
    }

    [Fact]
    public async Task An_export_whose_snapshot_breaks_is_lost_and_leaves_nothing_open()
    {
        FailingSnapshots? snapshots = null;
        await using var cluster = await StartAsync(services =>
        {
            var store = (IBackupStore)services.Last(service => service.ServiceType == typeof(IBackupStore)).ImplementationInstance!;
            snapshots ??= new FailingSnapshots(store, ItemsOfAPage + 10);
            services.AddSingleton<IBackupStore>(snapshots);
        });
        var catalog = await FillAsync(cluster);
        var export = NewExport(cluster);
        await export.OpenAsync(catalog.Name, Stop);
        await export.ReadAsync(0, Stop);

        var broken = await Assert.ThrowsAnyAsync<Exception>(() => export.ReadAsync(1, Stop));

        Assert.Contains("The connection is lost", broken.Message, StringComparison.Ordinal);
        await RequireLostAsync(() => export.ReadAsync(1, Stop));
        await Eventually.HoldsAsync(() => Taken(cluster) == 0 && snapshots!.Open == 0);
    }

    Task<Cluster> StartAsync(Action<IServiceCollection>? services = null) => Cluster.StartStorageAsync(silos: 1, services: silo =>
    {
        silo.AddSingleton<TimeProvider>(_time);
        silo.AddSingleton(Lease);
        services?.Invoke(silo);
    });

    static async Task<Catalog> FillAsync(Cluster cluster)
    {
        var catalog = await cluster.CreateCatalogAsync(shards: 2);
        Assert.All(await cluster.PutAsync(catalog, Enumerable.Range(0, Items)), outcome => Assert.Null(outcome.Code));
        return catalog;
    }

    static IExportGrain NewExport(Cluster cluster) => cluster.Grains.GetGrain<IExportGrain>($"{Guid.NewGuid():n}");

    static IEnumerable<string> Ids(ExportPage page) => page.Items.Select(item => item.Item.Id);

    static int Taken(Cluster cluster) => Assert.Single(cluster.StorageSilos).ServiceProvider.GetRequiredService<ExportSlots>().Taken;

    static async Task<int> OpenAsManyAsPossibleAsync(Cluster cluster, Catalog catalog)
    {
        var opened = 0;
        while (await TryOpenAsync(NewExport(cluster), catalog))
        {
            opened++;
        }

        return opened;
    }

    static async Task<bool> TryOpenAsync(IExportGrain export, Catalog catalog)
    {
        try
        {
            await export.OpenAsync(catalog.Name, Stop);
            return true;
        }
        catch (FashionOrleansException refusal) when (refusal.Code == ErrorCodes.Overloaded)
        {
            return false;
        }
    }

    static async Task RequireLostAsync(Func<Task> read)
    {
        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(read);
        Assert.Equal(ErrorCodes.ExportLost, refusal.Code);
    }
}
