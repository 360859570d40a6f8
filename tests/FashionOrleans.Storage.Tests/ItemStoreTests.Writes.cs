using FashionOrleans.Storage.Tests.Support;

namespace FashionOrleans.Storage.Tests;

public abstract partial class ItemStoreTests
{
    [Fact]
    public async Task A_write_is_done_once_whoever_owns_the_shard_when_it_comes_again()
    {
        await using var store = await OpenAsync();
        var first = await AcquireAsync(store);
        var write = Guid.NewGuid();
        var done = await store.CommitAsync(first, write, [Item("a", 1, "r1", [1])], [], Stop);
        var second = (await store.AcquireShardAsync(first.Shard, Stop))!;
        var version = await store.CommitAsync(second, [Item("a", 2, "r2", [2])], [], Stop);

        var late = await store.CommitAsync(second, write, [Item("a", 1, "r1", [1])], [], Stop);
        var laterStill = await store.CommitAsync(first, write, [Item("a", 1, "r1", [1])], [], Stop);

        Assert.False(done.IsRepeat);
        Assert.Equal(done with { IsRepeat = true }, late);
        Assert.Equal(late, laterStill);
        Assert.Equal([2], (await store.GetPictureAsync(first.Shard, "a", Stop))!.Bytes.ToArray());
        Assert.Equal(version, Assert.Single(await store.GetVersionsAsync([first.Shard], Stop)).Version);
    }

    [Fact]
    public async Task A_deletion_that_comes_again_says_what_the_first_one_found_and_deletes_nothing()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        var (write, nothing) = (Guid.NewGuid(), Guid.NewGuid());
        await store.CommitAsync(owner, [Item("a", 1), Item("b", 1)], [], Stop);
        var done = await store.CommitAsync(owner, write, [], ["a", "b", "never-there"], Stop);
        var found = await store.CommitAsync(owner, nothing, [], ["c"], Stop);
        await store.CommitAsync(owner, [Item("a", 2), Item("c", 2)], [], Stop);

        var again = await store.CommitAsync(owner, write, [], ["a", "b", "never-there"], Stop);
        await store.CommitAsync(owner, nothing, [], ["c"], Stop);

        Assert.Equal((2, 0), (done.Deleted, found.Deleted));
        Assert.Equal(done with { IsRepeat = true }, again);
        Assert.Equal(["a", "c"], (await ReadAsync(store, owner.Shard)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_number_is_another_write_in_another_shard()
    {
        await using var store = await OpenAsync();
        var first = await AcquireAsync(store, shard: 0);
        var second = (await store.AcquireShardAsync(first.Shard with { Number = 1 }, Stop))!;
        var write = Guid.NewGuid();

        var outcomes = new[]
        {
            await store.CommitAsync(first, write, [Item("a", 1)], [], Stop),
            await store.CommitAsync(second, write, [Item("b", 1)], [], Stop),
        };

        Assert.All(outcomes, outcome => Assert.False(outcome.IsRepeat));
    }

    [Fact]
    public async Task Writes_are_remembered_as_long_as_the_changes_of_their_time()
    {
        const int Remembered = 32;
        await using var store = await OpenAsync(Remembered);
        var owner = await AcquireAsync(store);
        var writes = Enumerable.Range(0, 3 * Remembered).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var (write, number) in writes.Zip(Enumerable.Range(0, writes.Length)))
        {
            await store.CommitAsync(owner, write, [Item("a", number)], [], Stop);
        }

        foreach (var write in writes.TakeLast(Remembered))
        {
            Assert.True((await store.CommitAsync(owner, write, [Item("a", 0)], [], Stop)).IsRepeat);
        }

        // Not kept for ever either.
        Assert.False((await store.CommitAsync(owner, writes[0], [Item("a", 0)], [], Stop)).IsRepeat);
    }

    [Fact]
    public async Task A_refused_write_is_not_taken_for_done()
    {
        await using var store = await OpenAsync();
        var zombie = await AcquireAsync(store);
        var successor = (await store.AcquireShardAsync(zombie.Shard, Stop))!;
        var write = Guid.NewGuid();

        await Assert.ThrowsAsync<StaleEpochException>(() => store.CommitAsync(zombie, write, [Item("a", 1)], [], Stop));

        Assert.False((await store.CommitAsync(successor, write, [Item("a", 1)], [], Stop)).IsRepeat);
        Assert.Equal(["a"], (await ReadAsync(store, zombie.Shard)).Keys);
    }
}
