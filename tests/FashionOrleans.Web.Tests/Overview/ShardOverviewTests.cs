using FashionOrleans.Contracts;
using FashionOrleans.Web.Overview;
using FashionOrleans.Web.Replies;
using static FashionOrleans.Web.Tests.Overview.SomeCluster;

namespace FashionOrleans.Web.Tests.Overview;

/// <summary>Shards, put together from what silos say.</summary>
public sealed class ShardOverviewTests
{
    [Fact]
    public void A_shard_has_the_copies_of_all_silos_the_one_that_writes_first()
    {
        var shard = ShardsOf(Of(Shop(replicas: 2), Answering(1, Copy(0, primary: false)), Answering(2, Copy(0))))[0];

        Assert.Equal(("serving", Address(2).ToString(), 3L), (shard.State, shard.Writer, shard.Epoch));
        Assert.Equal([("serving", true), ("following", false)], shard.Copies.Select(copy => (copy.State, copy.Writer)));
        Assert.Equal(3, shard.QueriesPerSecond);
    }

    [Fact]
    public void Of_two_that_claim_to_write_the_newer_epoch_does()
    {
        var shard = ShardsOf(Of(Shop(), Answering(1, Copy(0, epoch: 4)), Answering(2, Copy(0, epoch: 3))))[0];

        Assert.Equal((Address(1).ToString(), 4L), (shard.Writer, shard.Epoch));
    }

    [Fact]
    public void One_that_may_not_write_yet_is_loading()
    {
        var shard = ShardsOf(Of(Shop(), Answering(1, Copy(0, epoch: 0))))[0];

        Assert.Equal(("loading", null), (shard.State, shard.Writer));
    }

    [Fact]
    public void A_shard_whose_copies_all_learn_is_learning_and_counts_among_those_that_answer()
    {
        var status = Of(Shop(replicas: 2), Answering(1, Copy(0, state: ShardState.Learning), Copy(1)), Answering(2, Copy(0, primary: false, state: ShardState.Learning), Copy(1, primary: false, state: ShardState.Learning)));

        var overview = Build(status);

        Assert.Equal(["learning", "serving"], overview.Shards.Select(shard => shard.State));
        Assert.Equal([("learning", true), ("learning", false)], overview.Shards[0].Copies.Select(copy => (copy.State, copy.Writer)));
        Assert.Equal(2, overview.Catalogs[0].ShardsAnswering);
        Assert.Equal(["shard_learning"], overview.Attention.Select(entry => entry.Code));
    }

    [Fact]
    public void A_move_is_copying_until_the_next_silo_has_all_of_it()
    {
        var moving = new ShardPlacement(Shard(0), [], [], Address(2));
        var copying = Of(Shop(), Answering(1, Copy(0), Copy(1)), Answering(2, Copy(0, primary: false, state: ShardState.Loading))) with { Map = new ShardMap(1, [moving], [], []) };
        var learning = Of(Shop(), Answering(1, Copy(0), Copy(1)), Answering(2, Copy(0, primary: false, state: ShardState.Learning))) with { Map = new ShardMap(1, [moving], [], []) };
        var copied = Of(Shop(), Answering(1, Copy(0), Copy(1)), Answering(2, Copy(0, primary: false))) with { Map = new ShardMap(1, [moving], [], []) };

        Assert.Equal(new MoveReply("shop", 0, "answering", Address(1).ToString(), Address(2).ToString(), "copying"), Assert.Single(Build(copying).Moves));
        Assert.Equal("copying", Assert.Single(Build(learning).Moves).State);
        Assert.Equal("handingOver", Assert.Single(Build(copied).Moves).State);
        Assert.Equal("moving", ShardsOf(copied)[0].State);
        Assert.Empty(Build(copied).Attention);
    }

    [Fact]
    public void Shards_of_a_space_that_stands_by_are_told_apart_and_left_overs_of_dropped_catalogues_are_not_shown()
    {
        var standby = new ShardKey("shop", 8, 0);
        var status = Of(Shop(), Answering(1, Copy(0), Copy(1), Copy(0) with { Shard = standby }, Copy(0) with { Shard = new ShardKey("dropped", 2, 0) }))
            with { Map = new ShardMap(1, [new ShardPlacement(standby, [], [], null)], [], []) };

        var shards = ShardsOf(status);

        Assert.Equal([("answering", 0), ("answering", 1), ("standby", 0)], shards.Select(shard => (shard.Space, shard.Shard)));
        Assert.Equal(10, Build(status).Catalogs[0].Items);
    }

    [Fact]
    public void What_this_web_logged_and_what_silos_logged_come_together_the_newest_first()
    {
        var silo = Answering(1, Copy(0), Copy(1));
        var status = Of(Shop(), silo with { Report = silo.Report! with { Events = [new LogEvent(Now.AddSeconds(2), true, "A", "x", "later", 1)] } });

        var events = OverviewBuilder.Build(status, Web, [new LogEvent(Now, false, "B", "y", "earlier", 4)], null, Now).Events;

        Assert.Equal([(Address(1).ToString(), "error"), ("web", "warning")], events.Select(logged => (logged.Source, logged.Level)));
    }

    [Fact]
    public void Without_any_silo_there_is_a_view_that_says_so()
    {
        var overview = OverviewBuilder.Build(null, Web, [], "/admin/orleans/", Now);

        Assert.Equal("no_silo_answers", Assert.Single(overview.Attention).Code);
        Assert.Empty(overview.Silos);
        Assert.Equal(Now, overview.At);
    }

    static ProcessStatus Web => new("1.0", Now, 4, 0, 1, 1, 1);

    static ShardOverviewReply[] ShardsOf(ClusterStatus status) => ShardOverviews.Of(status);

    static OverviewReply Build(ClusterStatus status) => OverviewBuilder.Build(status, Web, [], null, Now);
}
