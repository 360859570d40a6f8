using System.Collections.Immutable;
using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests;

public sealed class SchemaTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_declared_holds_on_after_shards_have_moved_to_another_silo()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await cluster.CreateCatalogAsync(shards: 4);
        await StoreAsync(cluster, "a", """{"price":1}""");
        await cluster.Grains.GetGrain<ICatalogGrain>(catalog.Name).SetSchemaAsync(Declared("number"), Stop);

        await cluster.StopSiloAsync(cluster.StorageSilos[0]);

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(ErrorCodes.InvalidAttributes, (await StoreAsync(cluster, $"b{i}", """{"price":"dear"}""")).Code);
        }

        Assert.Null((await StoreAsync(cluster, "c", """{"price":2}""")).Code);
    }

    [Fact]
    public async Task A_contradiction_in_one_shard_leaves_the_schema_of_all_as_it_was()
    {
        await using var cluster = await Cluster.StartAsync();
        var catalog = await cluster.CreateCatalogAsync(shards: 4);
        await StoreAsync(cluster, "a", """{"price":"dear"}""");
        var grain = cluster.Grains.GetGrain<ICatalogGrain>(catalog.Name);

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => grain.SetSchemaAsync(Declared("number"), Stop));

        Assert.Equal(ErrorCodes.SchemaContradicted, refusal.Code);
        Assert.Contains("'a'", refusal.Message, StringComparison.Ordinal);
        Assert.Null((await cluster.Store.FindCatalogAsync(catalog.Name, Stop))!.Schema);
        for (var i = 0; i < 8; i++)
        {
            Assert.Null((await StoreAsync(cluster, $"b{i}", """{"price":"dear"}""")).Code);
        }
    }

    static ImmutableDictionary<string, string> Declared(string type) => ImmutableDictionary<string, string>.Empty.Add("price", type);

    // A shard that moves just now asks to try again.
    static async Task<ItemOutcome> StoreAsync(Cluster cluster, string id, string attributes)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var outcomes = await cluster.Grains.GetGrain<IItemsGrain>("shop").UpsertAsync(
                    Guid.NewGuid(), [new ItemUpload(id, default, Cluster.Axis(1), Encoding.UTF8.GetBytes(attributes), null)], Stop);
                return outcomes[0];
            }
            catch (FashionOrleansException exception) when (exception.Code == ErrorCodes.NotReady && attempt < 100)
            {
            }
        }
    }
}
