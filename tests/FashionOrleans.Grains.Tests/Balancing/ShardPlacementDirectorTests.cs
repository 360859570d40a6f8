using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Grains.Tests.Support;
using Orleans.Runtime.Placement;

namespace FashionOrleans.Grains.Tests.Balancing;

public sealed class ShardPlacementDirectorTests
{
    static readonly Catalog Shop = new("shop", 7, new CatalogSettings(Shards: 12), Dimension: 8);
    static readonly SiloAddress One = Silos.Address(1);
    static readonly SiloAddress Two = Silos.Address(2);
    static readonly SiloAddress Three = Silos.Address(3);

    readonly ShardDirectory _directory = new(new StubOracle(One, Two, Three));

    [Fact]
    public async Task A_shard_goes_where_the_balancer_moves_it()
    {
        Map(new ShardPlacement(Shop.Shard(0), [new(One, true, ShardState.Ready)], [One], null));

        Assert.Equal(Three, await PlaceAsync(Shop.Shard(0), hint: Three));
        Assert.Equal(One, await PlaceAsync(Shop.Shard(0), hint: Silos.Address(9)));
    }

    [Fact]
    public async Task A_shard_goes_where_a_copy_is_first_where_one_can_answer()
    {
        Map(
            new ShardPlacement(Shop.Shard(0), [new(Two, false, ShardState.Ready), new(One, true, ShardState.Loading)], [One, Two], null),
            new ShardPlacement(Shop.Shard(1), [new(Silos.Address(9), true, ShardState.Ready), new(Three, false, ShardState.Ready)], [Three], null));

        Assert.Equal(Two, await PlaceAsync(Shop.Shard(0)));
        Assert.Equal(Three, await PlaceAsync(Shop.Shard(1)));
    }

    [Fact]
    public async Task Shards_that_are_nowhere_are_spread_evenly_and_alike_whatever_the_order_in_which_silos_are_named()
    {
        Map();
        var places = await Task.WhenAll(Shop.AllShards().Select(shard => PlaceAsync(shard)));
        var again = await Task.WhenAll(Shop.AllShards().Select(shard => PlaceAsync(shard, null, Three, One, Two)));

        Assert.Equal(places, again);
        Assert.All(places.GroupBy(silo => silo), silo => Assert.Equal(4, silo.Count()));
        Assert.Equal(3, places.Distinct().Count());
    }

    [Fact]
    public async Task A_silo_that_stops_gets_no_shard_while_there_is_another()
    {
        _directory.Update(new ShardMap(
            1, [new ShardPlacement(Shop.Shard(0), [new(One, true, ShardState.Ready)], [One], null)], [One, Two, Three], [One, Two]));

        Assert.All(await Task.WhenAll(Shop.AllShards().Select(shard => PlaceAsync(shard))), silo => Assert.Equal(Three, silo));
        Assert.Equal(One, await PlaceAsync(Shop.Shard(0), null, One, Two));
    }

    void Map(params ShardPlacement[] shards) => _directory.Update(new ShardMap(1, [.. shards], [One, Two, Three], []));

    Task<SiloAddress> PlaceAsync(ShardKey shard, SiloAddress? hint = null, params SiloAddress[] silos)
    {
        var context = hint is null ? [] : new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = hint };
        var target = new PlacementTarget(GrainId.Create("shard", shard.ToString()), context, default, 0);
        return new ShardPlacementDirector(_directory).OnAddActivation(
            new ShardPlacementStrategy(), target, new StubPlacementContext(silos.Length > 0 ? silos : [One, Two, Three]));
    }
}
