using System.Runtime.InteropServices;
using CsCheck;
using FashionOrleans.Contracts;
using FashionOrleans.Storage.Tests.Support;

namespace FashionOrleans.Storage.Tests;

// What changed after a version: what copies of a shard keep themselves up to date by.
public abstract partial class ItemStoreTests
{
    /// <summary>Opens the store like <see cref="OpenAsync()"/>, to remember deletions for so many versions only.</summary>
    protected abstract Task<IItemStore> OpenAsync(int rememberedVersions);

    [Fact]
    public async Task Changes_are_what_was_stored_replaced_and_deleted_since()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [Item("kept", 1), Item("replaced", 2), Item("deleted", 3)], [], Stop);
        var version = await store.CommitAsync(owner, [], [], Stop);

        await store.CommitAsync(owner, [Item("replaced", 4), Item("new", 5)], [], Stop);
        await store.CommitAsync(owner, [], ["deleted", "never-there"], Stop);

        var changes = Assert.Single(await ChangesAsync(store, owner.Shard, version));
        Assert.Equal(version + 2, changes.Version);
        Assert.Equal([("new", 5f), ("replaced", 4f)], changes.Upserts.Select(ValueOf).Order());
        Assert.Equal(["deleted"], changes.Deletes);
        Assert.Equal(Item("new", 5).Attributes.ToArray(), changes.Upserts.Single(item => item.Id == "new").Attributes.ToArray());
    }

    [Fact]
    public async Task An_item_deleted_and_stored_again_is_only_stored_and_one_stored_and_deleted_only_deleted()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        var version = await store.CommitAsync(owner, [Item("a", 1), Item("b", 1)], [], Stop);
        await store.CommitAsync(owner, [], ["a"], Stop);
        await store.CommitAsync(owner, [Item("a", 2), Item("b", 2)], [], Stop);
        await store.CommitAsync(owner, [], ["a", "b"], Stop);
        await store.CommitAsync(owner, [Item("a", 3)], [], Stop);

        var changes = Assert.Single(await ChangesAsync(store, owner.Shard, version));

        Assert.Equal([("a", 3f)], changes.Upserts.Select(ValueOf));
        Assert.Equal(["b"], changes.Deletes);
    }

    [Fact]
    public async Task A_batch_ends_where_a_version_ends()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        var sizes = new[] { 100, 100, 700, 3, 255, 1, 256, 10 };
        foreach (var (commit, size) in sizes.Index())
        {
            await store.CommitAsync(owner, [.. Enumerable.Range(0, size).Select(i => Item($"{commit}-{i}", commit))], [], Stop);
        }

        var batches = await ChangesAsync(store, owner.Shard, 0);

        Assert.True(batches.Count > 2);
        foreach (var batch in batches)
        {
            var commits = batch.Upserts.GroupBy(item => (int)ValueOf(item).Value).ToDictionary(group => group.Key, group => group.Count());
            Assert.All(commits, commit => Assert.Equal(sizes[commit.Key], commit.Value));
            Assert.Equal(commits.Keys.Max() + 1, batch.Version);
        }

        Assert.Equal(sizes.Sum(), batches.Sum(batch => batch.Upserts.Count));
    }

    [Fact]
    public async Task Who_has_the_newest_version_is_told_so()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        var nothing = Assert.Single(await ChangesAsync(store, owner.Shard, null));
        var version = await store.CommitAsync(owner, [Item("a", 1)], ["never-there"], Stop);

        var changes = Assert.Single(await ChangesAsync(store, owner.Shard, version));

        Assert.Equal((0L, 0), (nothing.Version, nothing.Upserts.Count));
        Assert.Equal((version, 0, 0), (changes.Version, changes.Upserts.Count, changes.Deletes.Count));
    }

    [Fact]
    public async Task A_full_read_brings_no_deletions_and_the_version_of_its_moment()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [.. Enumerable.Range(0, 600).Select(i => Item($"i{i}", i))], [], Stop);
        var version = await store.CommitAsync(owner, [], ["i1", "i2"], Stop);

        var batches = await ChangesAsync(store, owner.Shard, null);

        Assert.All(batches, batch => Assert.Equal((version, 0), (batch.Version, batch.Deletes.Count)));
        Assert.Equal(598, batches.SelectMany(batch => batch.Upserts).DistinctBy(item => item.Id).Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    public async Task A_commit_during_a_read_is_not_part_of_it(long? after)
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        var version = 0L;
        for (var commit = 0; commit < 10; commit++)
        {
            version = await store.CommitAsync(owner, [.. Enumerable.Range(0, 200).Select(i => Item($"{commit}-{i}", 1))], [], Stop);
        }

        var batches = new List<ShardChanges>();
        await foreach (var batch in store.ReadChangesAsync(owner.Shard, after, Stop))
        {
            await store.CommitAsync(owner, [Item("9-0", 2), Item($"new-{batches.Count}", 2)], [$"9-{batches.Count + 1}"], Stop);
            batches.Add(batch);
        }

        Assert.True(batches.Count > 1);
        Assert.Equal(version, batches[^1].Version);
        var items = batches.SelectMany(batch => batch.Upserts).ToArray();
        Assert.Equal(after is null ? 2000 : 1800, items.Length);
        Assert.All(items, item => Assert.Equal(1, ValueOf(item).Value));
        Assert.All(batches, batch => Assert.Empty(batch.Deletes));
    }

    [Fact]
    public async Task Commits_beside_a_reader_are_seen_whole_or_not_at_all()
    {
        const int Commits = 150;
        const int Width = 300;
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        var writing = WriteAsync();
        async Task WriteAsync()
        {
            for (var commit = 1; commit <= Commits; commit++)
            {
                // Each commit rewrites every item that is there and lets one go.
                await store.CommitAsync(owner, [.. Enumerable.Range(commit, Width).Select(i => Item($"i{i}", commit))], [$"i{commit - 1}"], Stop);
            }
        }

        var (follower, version, reads) = (new Dictionary<string, float>(), 0L, 0);
        while (version < Commits)
        {
            foreach (var batch in await ChangesAsync(store, owner.Shard, version))
            {
                Apply(batch, follower);
                version = batch.Version;
            }

            reads++;
            Assert.Equal(
                version == 0 ? [] : Enumerable.Range((int)version, Width).Select(i => KeyValuePair.Create($"i{i}", (float)version)).OrderBy(entry => entry.Key, StringComparer.Ordinal),
                follower.OrderBy(entry => entry.Key, StringComparer.Ordinal));
        }

        await writing;
        TestContext.Current.TestOutputHelper!.WriteLine($"{reads} reads during {Commits} commits");
    }

    [Fact]
    public async Task Who_stops_reading_early_can_go_on_with_the_store()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        for (var commit = 0; commit < 20; commit++)
        {
            await store.CommitAsync(owner, [.. Enumerable.Range(0, 500).Select(i => Item($"{commit}-{i}", 1))], [], Stop);
        }

        foreach (var after in (long?[])[null, 0])
        {
            await foreach (var batch in store.ReadChangesAsync(owner.Shard, after, Stop))
            {
                break;
            }

            Assert.Equal(10_000, (await ReadAsync(store, owner.Shard)).Count);
        }

        using var stopped = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in store.ReadChangesAsync(owner.Shard, null, stopped.Token))
            {
                await stopped.CancelAsync();
            }
        });
        Assert.Equal(21, await store.CommitAsync(owner, [Item("a", 1)], [], Stop));
    }

    [Fact]
    public async Task Who_is_too_far_behind_is_told_to_load_anew()
    {
        const int Remembered = 8;
        await using var store = await OpenAsync(Remembered);
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [.. Enumerable.Range(0, 30).Select(i => Item($"i{i}", i))], [], Stop);
        var version = 0L;
        for (var i = 0; i < 20; i++)
        {
            version = await store.CommitAsync(owner, [], [$"i{i}"], Stop);
        }

        var refusal = await Assert.ThrowsAsync<ForgottenChangesException>(() => ChangesAsync(store, owner.Shard, 1));
        var ahead = await Assert.ThrowsAsync<ForgottenChangesException>(() => ChangesAsync(store, owner.Shard, version + 1));
        var remembered = await ChangesAsync(store, owner.Shard, version - Remembered);

        Assert.Equal(1, refusal.After);
        Assert.Equal(version + 1, ahead.After);
        Assert.Equal(Enumerable.Range(20 - Remembered, Remembered).Select(i => $"i{i}"), remembered.SelectMany(batch => batch.Deletes).OrderBy(id => int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(10, (await ReadAsync(store, owner.Shard)).Count);
    }

    [Fact]
    public async Task A_shard_that_does_not_exist_has_no_changes_and_no_version()
    {
        await using var store = await OpenAsync();
        var first = await AcquireAsync(store, shard: 1);
        await store.CommitAsync(first, [Item("a", 1)], ["b"], Stop);
        var missing = first.Shard with { Number = 99 };
        var untouched = first.Shard with { Number = 0 };

        Assert.Empty(await ChangesAsync(store, missing, null));
        Assert.Empty(await ChangesAsync(store, missing, 7));
        Assert.Equal(
            [new ShardVersion(first.Shard, first.Epoch, 1), new ShardVersion(untouched, 0, 0)],
            await store.GetVersionsAsync([first.Shard, missing, untouched], Stop));
        Assert.Empty(await store.GetVersionsAsync([], Stop));

        await store.DropCatalogAsync(first.Catalog, Stop);
        Assert.Empty(await ChangesAsync(store, first.Shard, 0));
        Assert.Empty(await store.GetVersionsAsync([first.Shard], Stop));
    }

    [Fact]
    public async Task A_follower_that_applies_the_changes_has_what_the_store_has()
    {
        var few = Gen.Select(Gen.Int[0, 30], Gen.Bool).Array[0, 12];
        // As many as make a batch of its own.
        var many = Gen.Select(Gen.Int[0, 300], Gen.Int[100, 300], Gen.Bool)
            .Select((first, count, delete) => Enumerable.Range(first, count).Select(id => (id, delete)).ToArray());
        var commit = Gen.Select(Gen.Frequency((12, few), (1, many)), Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))));
        await using var store = await OpenAsync(rememberedVersions: 20);
        await commit.Array[1, 40].SampleAsync(
            history => FollowAsync(store, history), iter: 300, threads: 1, writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
    }

    /// <summary>Commits the history; a follower reads the changes after those commits that say so, and compares.</summary>
    static async Task FollowAsync(IItemStore store, ((int Id, bool Delete)[] Changes, bool Follow)[] history)
    {
        var owner = await AcquireAsync(store, name: $"follow-{Guid.NewGuid():n}");
        var (model, follower, has) = (new Dictionary<string, float>(), new Dictionary<string, float>(), (long?)null);
        var last = new Dictionary<string, long>();
        var value = 0;
        foreach (var (changes, follow) in history)
        {
            var byId = changes.GroupBy(change => $"i{change.Id}").ToDictionary(group => group.Key, group => group.Last().Delete);
            var upserts = byId.Where(change => !change.Value).Select(change => Item(change.Key, ++value)).ToArray();
            var deletes = byId.Where(change => change.Value).Select(change => change.Key).ToArray();
            var version = await store.CommitAsync(owner, upserts, deletes, Stop);
            foreach (var item in upserts)
            {
                model[item.Id] = ValueOf(item).Value;
                last[item.Id] = version;
            }

            foreach (var id in deletes.Where(model.Remove))
            {
                last[id] = version;
            }

            if (follow)
            {
                has = await CatchUpAsync(store, owner.Shard, follower, has, model, last);
                Assert.Equal(version, has);
                Assert.Equal(model.OrderBy(entry => entry.Key), follower.OrderBy(entry => entry.Key));
            }
        }
    }

    static async Task<long> CatchUpAsync(
        IItemStore store,
        ShardKey shard,
        Dictionary<string, float> follower,
        long? has,
        Dictionary<string, float> model,
        Dictionary<string, long> last)
    {
        List<ShardChanges> batches;
        try
        {
            batches = await ChangesAsync(store, shard, has);
        }
        catch (ForgottenChangesException)
        {
            follower.Clear();
            (batches, has) = (await ChangesAsync(store, shard, null), null);
        }

        foreach (var batch in batches)
        {
            Assert.Empty(batch.Upserts.Select(item => item.Id).Intersect(batch.Deletes));
            Apply(batch, follower);
            if (has is not null)
            {
                // Whatever was last changed up to the batch's version is as the store has it.
                Assert.All(
                    last.Where(entry => entry.Value <= batch.Version),
                    entry => Assert.Equal(model.GetValueOrDefault(entry.Key), follower.GetValueOrDefault(entry.Key)));
            }
        }

        return batches[^1].Version;
    }

    static void Apply(ShardChanges batch, Dictionary<string, float> follower)
    {
        foreach (var item in batch.Upserts)
        {
            follower[item.Id] = ValueOf(item).Value;
        }

        foreach (var id in batch.Deletes)
        {
            follower.Remove(id);
        }
    }

    protected static async Task<List<ShardChanges>> ChangesAsync(IItemStore store, ShardKey shard, long? after)
    {
        var batches = new List<ShardChanges>();
        await foreach (var batch in store.ReadChangesAsync(shard, after, Stop))
        {
            batches.Add(batch);
        }

        return batches;
    }

    static (string Id, float Value) ValueOf(StoredItem item) => (item.Id, MemoryMarshal.Cast<byte, float>(item.Vector.Span)[0]);
}
