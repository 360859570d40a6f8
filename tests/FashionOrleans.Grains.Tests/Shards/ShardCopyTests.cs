using CsCheck;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests.Shards;

/// <summary>What a copy holds, and when it may say that it is current.</summary>
public sealed class ShardCopyTests
{
    static readonly Gen<(int Item, bool Delete)[]> Batch = Gen.Select(Gen.Int[0, 9], Gen.Bool).Array[1, 5];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_follower_that_says_it_is_current_holds_what_was_committed_and_nothing_that_was_deleted() =>
        await Gen.Select(Batch, Gen.Int[0, 3]).Array[1, 12].SampleAsync(
            async steps =>
            {
                await using var harness = await CopyHarness.StartAsync(rememberedVersions: 4);
                var copy = await harness.FollowAsync();
                var owner = await harness.AcquireAsync();
                var model = new Dictionary<int, int>();
                var value = 0;
                foreach (var (batch, then) in steps)
                {
                    var last = batch.GroupBy(change => change.Item).Select(changes => changes.Last()).ToArray();
                    var upserts = last.Where(change => !change.Delete).Select(change => (change.Item, Value: ++value)).ToArray();
                    var deletes = last.Where(change => change.Delete).Select(change => change.Item).ToArray();
                    var version = await harness.CommitAsync(owner, upserts, deletes);
                    Array.ForEach(deletes, item => model.Remove(item));
                    Array.ForEach(upserts, upsert => model[upsert.Item] = upsert.Value);
                    switch (then)
                    {
                        case 1:
                            copy.Hear(version);
                            RequireRightIfCurrent(copy, model);
                            break;
                        case 2:
                            await harness.Copies.PollAsync(Stop);
                            RequireRightIfCurrent(copy, model);
                            break;
                        case 3:
                            copy.Hear(version);
                            await Eventually.HoldsAsync(() => copy.IsCurrent);
                            RequireRightIfCurrent(copy, model);
                            break;
                    }
                }

                await harness.Copies.PollAsync(Stop);
                await Eventually.HoldsAsync(() => copy.IsCurrent);
                Assert.Equal(model, CopyHarness.ContentOf(copy));
            },
            iter: 30);

    [Fact]
    public async Task A_copy_that_has_loaded_is_searched_at_once_and_ready_when_it_has_learnt()
    {
        await using var harness = await CopyHarness.StartAsync();
        var owner = await harness.AcquireAsync();
        await harness.CommitAsync(owner, [(1, 11), (2, 22)]);
        using var learnsNow = new ManualResetEventSlim();
        for (var thread = 0; thread < Environment.ProcessorCount; thread++)
        {
            _ = harness.Learning.DoAsync(learnsNow.Wait);
        }

        var copy = await harness.FollowAsync();

        Assert.Equal(ShardState.Learning, copy.State);
        Assert.Equal(new Dictionary<int, int> { [1] = 11, [2] = 22 }, CopyHarness.ContentOf(copy));
        learnsNow.Set();
        await Eventually.HoldsAsync(() => copy.State == ShardState.Ready);
    }

    [Fact]
    public async Task A_follower_half_way_to_the_newest_version_is_not_current()
    {
        await using var harness = await CopyHarness.StartAsync();
        var owner = await harness.AcquireAsync();
        await harness.CommitAsync(owner, [(0, 1)]);
        var copy = await harness.FollowAsync();
        var midway = harness.Store.HoldMidway(0);

        // Item 0 changes in version 2 and again in 3: the batch for version 2 no longer has it.
        await harness.CommitAsync(owner, Enumerable.Range(0, 300).Select(item => (item, 2)));
        await harness.CommitAsync(owner, [(0, 3)]);
        copy.Hear(2);
        await Eventually.HoldsAsync(() => copy.Index!.Contains("i299"));

        Assert.False(copy.IsCurrent && CopyHarness.ContentOf(copy)[0] == 1, "It says that it holds version 2, but item 0 is of version 1.");
        midway.SetResult();
        await Eventually.HoldsAsync(() => copy.IsCurrent);
        Assert.Equal(3, CopyHarness.ContentOf(copy)[0]);
    }

    [Fact]
    public async Task A_commit_that_is_published_late_undoes_nothing_that_came_after_it()
    {
        await using var harness = await CopyHarness.StartAsync();
        var (copy, owner) = await harness.ClaimAsync();

        // The grain was ended in the middle of a write, and its successor elsewhere wrote the same item.
        var version = await harness.CommitAsync(owner, [(0, 1)]);
        await harness.CommitAsync(await harness.AcquireAsync(), [(0, 2)]);
        copy.Yield();
        await Eventually.HoldsAsync(() => copy.Version == 2);
        await copy.PublishAsync(version, [CopyHarness.Entry(0, 1)], []);

        Assert.Equal(2, copy.Version);
        Assert.Equal(2, CopyHarness.ContentOf(copy)[0]);
    }

    [Fact]
    public async Task A_copy_that_was_given_up_while_it_was_claimed_follows()
    {
        await using var harness = await CopyHarness.StartAsync();
        var gate = harness.Store.HoldLoading(0);
        var copy = harness.Copies.Reserve(harness.Shard);
        var claim = copy.ClaimAsync(Stop);

        copy.Yield();
        gate.SetResult();
        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => claim);
        await harness.CommitAsync(await harness.AcquireAsync(), [(0, 1)]);
        await harness.Copies.PollAsync(Stop);

        Assert.Equal(ErrorCodes.NotReady, refusal.Code);
        Assert.False(copy.IsPrimary);
        await Eventually.HoldsAsync(() => copy.Version == 1);
    }

    [Fact]
    public async Task A_copy_is_current_for_the_lease_after_the_store_was_asked_and_no_longer()
    {
        await using var harness = await CopyHarness.StartAsync();
        var (copy, _) = await harness.ClaimAsync();
        Assert.True(copy.IsCurrent);

        harness.Time.Advance(harness.Settings.Lease);
        Assert.False(copy.IsCurrent);

        var gate = harness.Store.HoldVersions();
        var poll = harness.Copies.PollAsync(Stop);
        harness.Time.Advance(harness.Settings.Lease / 2);
        gate.SetResult();
        await poll;
        Assert.True(copy.IsCurrent);
        harness.Time.Advance(harness.Settings.Lease / 2);
        Assert.False(copy.IsCurrent);
    }

    [Fact]
    public async Task A_primary_that_was_replaced_is_told_and_is_not_confirmed_any_more()
    {
        await using var harness = await CopyHarness.StartAsync();
        var (copy, _) = await harness.ClaimAsync();
        var fenced = 0;
        copy.Fenced += () => fenced++;
        await harness.Copies.PollAsync(Stop);
        Assert.Equal(0, fenced);

        await harness.AcquireAsync();
        harness.Time.Advance(harness.Settings.Lease);
        await harness.Copies.PollAsync(Stop);

        Assert.Equal(1, fenced);
        Assert.False(copy.IsCurrent);
    }

    [Fact]
    public async Task A_follower_too_far_behind_loads_anew_and_answers_meanwhile()
    {
        await using var harness = await CopyHarness.StartAsync(rememberedVersions: 2);
        var owner = await harness.AcquireAsync();
        await harness.CommitAsync(owner, [(0, 1), (1, 1)]);
        var copy = await harness.FollowAsync();
        await Eventually.HoldsAsync(() => copy.State == ShardState.Ready);
        var index = copy.Index;
        var gate = harness.Store.HoldMidway(0);
        await harness.CommitAsync(owner, [], 0);
        for (var value = 2; value < 12; value++)
        {
            await harness.CommitAsync(owner, [(1, value)]);
        }

        await harness.Copies.PollAsync(Stop);
        await Task.Yield();
        Assert.False(copy.IsCurrent);
        Assert.Equal(ShardState.Ready, copy.State);
        Assert.Equal([0, 1], CopyHarness.ContentOf(copy).Keys.Order());

        gate.SetResult();
        await Eventually.HoldsAsync(() => copy.IsCurrent);
        Assert.NotSame(index, copy.Index);
        Assert.Equal(new Dictionary<int, int> { [1] = 11 }, CopyHarness.ContentOf(copy));
    }

    [Fact]
    public async Task A_copy_that_is_freed_while_it_loads_lets_everybody_go()
    {
        await using var harness = await CopyHarness.StartAsync();
        harness.Store.HoldLoading(0);
        var copy = harness.Copies.Reserve(harness.Shard);
        var claim = copy.ClaimAsync(Stop);

        await harness.Copies.CloseAsync(copy);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => claim);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copy.Loaded);
        Assert.Null(harness.Copies.Find(harness.Shard));
    }

    [Fact]
    public async Task A_copy_that_nobody_wants_lingers_and_one_that_is_written_to_stays()
    {
        await using var harness = await CopyHarness.StartAsync();
        var self = Silos.Address(1);
        var unwanted = new ShardMap(2, [], [self], []);
        var (copy, _) = await harness.ClaimAsync();
        await harness.Copies.FollowAsync(unwanted, self);
        harness.Time.Advance(2 * harness.Settings.Linger);
        await harness.Copies.FollowAsync(unwanted, self);
        Assert.Same(copy, harness.Copies.Find(harness.Shard));

        copy.Yield();
        await harness.Copies.FollowAsync(unwanted, self);
        harness.Time.Advance(harness.Settings.Linger);
        await harness.Copies.FollowAsync(unwanted, self);
        Assert.Same(copy, harness.Copies.Find(harness.Shard));

        harness.Time.Advance(TimeSpan.FromMilliseconds(1));
        await harness.Copies.FollowAsync(unwanted, self);
        Assert.Null(harness.Copies.Find(harness.Shard));
    }

    [Fact]
    public async Task The_copy_of_a_dropped_catalogue_is_freed()
    {
        await using var harness = await CopyHarness.StartAsync();
        await harness.FollowAsync();
        await harness.Store.DropCatalogAsync((await harness.Store.FindCatalogAsync(harness.Shard.Catalog, Stop))!, Stop);

        await harness.Copies.PollAsync(Stop);

        Assert.Null(harness.Copies.Find(harness.Shard));
    }

    static void RequireRightIfCurrent(Grains.Shards.ShardCopy copy, Dictionary<int, int> model)
    {
        if (copy.IsCurrent)
        {
            Assert.Equal(model, CopyHarness.ContentOf(copy));
        }
    }
}
