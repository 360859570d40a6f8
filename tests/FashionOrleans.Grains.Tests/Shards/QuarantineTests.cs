using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests.Shards;

/// <summary>A row that cannot be read never keeps a shard from the others.</summary>
public sealed class QuarantineTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Damages => new()
    {
        { "UPDATE items SET vector = x'00' WHERE id = 'i1'", "The vector has 1 bytes" },
        { "UPDATE items SET vector = x'0000C07F00000000000000000000000000000000000000000000000000000000', checksum = NULL WHERE id = 'i1'", "NaN" },
        { "UPDATE items SET vector = zeroblob(32), checksum = NULL WHERE id = 'i1'", "all zeros" },
        { "UPDATE items SET attributes = CAST('{\"colour\":' AS BLOB), checksum = NULL WHERE id = 'i1'", "attributes cannot be read" },
        { "UPDATE items SET attributes = CAST('{\"colour\":\"red\"}' AS BLOB) WHERE id = 'i1'", "checksum differs" },
        { "UPDATE items SET id = 'no good id' WHERE id = 'i1'", "rules of ids" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_row_is_moved_aside_with_its_reason_when_the_shard_is_claimed(string damage, string reason)
    {
        await using var harness = await CopyHarness.StartAsync();
        var version = await harness.CommitAsync(await harness.AcquireAsync(), [(0, 10), (1, 11), (2, 12)]);
        harness.Execute(damage);

        var (copy, owner) = await harness.ClaimAsync();

        Assert.Equal(new Dictionary<int, int> { [0] = 10, [2] = 12 }, CopyHarness.ContentOf(copy));
        await Eventually.HoldsAsync(() => copy.State == ShardState.Ready);
        Assert.Equal(version + 1, copy.Version);
        var entry = Assert.Single(await harness.Quarantine.ListQuarantineAsync(owner.Catalog, 10, Stop));
        Assert.Contains(reason, entry.Reason, StringComparison.Ordinal);
        Assert.Equal(harness.Time.GetUtcNow(), entry.FoundAt);
    }

    [Fact]
    public async Task A_copy_that_only_follows_leaves_a_damaged_row_out_and_moves_nothing()
    {
        await using var harness = await CopyHarness.StartAsync();
        var owner = await harness.AcquireAsync();
        await harness.CommitAsync(owner, [(0, 10), (1, 11)]);
        harness.Execute("UPDATE items SET vector = x'00' WHERE id = 'i1'");

        var copy = await harness.FollowAsync();

        Assert.Equal(new Dictionary<int, int> { [0] = 10 }, CopyHarness.ContentOf(copy));
        Assert.Empty(await harness.Quarantine.ListQuarantineAsync(owner.Catalog, 10, Stop));
    }

    [Fact]
    public async Task A_follower_forgets_what_an_item_was_before_it_was_damaged_and_moves_the_row_once_it_writes()
    {
        await using var harness = await CopyHarness.StartAsync();
        var owner = await harness.AcquireAsync();
        await harness.CommitAsync(owner, [(0, 10), (1, 11)]);
        var copy = await harness.FollowAsync();
        await harness.CommitAsync(owner, [(1, 12)]);
        harness.Execute("UPDATE items SET vector = x'00' WHERE id = 'i1'");

        await harness.Copies.PollAsync(Stop);
        await Eventually.HoldsAsync(() => copy.IsCurrent);
        var followed = CopyHarness.ContentOf(copy);
        await harness.ClaimAsync();

        Assert.Equal(new Dictionary<int, int> { [0] = 10 }, followed);
        Assert.Equal("i1", Assert.Single(await harness.Quarantine.ListQuarantineAsync(owner.Catalog, 10, Stop)).Id);
    }

    [Fact]
    public async Task A_store_that_cannot_move_rows_does_not_keep_the_shard_from_writing()
    {
        await using var harness = await CopyHarness.StartAsync();
        await harness.CommitAsync(await harness.AcquireAsync(), [(0, 10), (1, 11)]);
        harness.Execute("UPDATE items SET vector = x'00' WHERE id = 'i1'");
        harness.Store.FailsQuarantine = true;

        var (copy, owner) = await harness.ClaimAsync();
        var version = await harness.CommitAsync(owner, [(2, 12)]);
        await copy.PublishAsync(version, [CopyHarness.Entry(2, 12)], []);

        Assert.Equal(new Dictionary<int, int> { [0] = 10, [2] = 12 }, CopyHarness.ContentOf(copy));
        Assert.Empty(await harness.Quarantine.ListQuarantineAsync(owner.Catalog, 10, Stop));
    }

    [Fact]
    public async Task A_shard_of_which_no_row_can_be_read_is_left_as_it_is()
    {
        await using var harness = await CopyHarness.StartAsync();
        await harness.CommitAsync(await harness.AcquireAsync(), [(0, 10), (1, 11)]);
        harness.Execute("UPDATE catalogs SET dimension = 4");

        var (copy, owner) = await harness.ClaimAsync();

        await Eventually.HoldsAsync(() => copy.State == ShardState.Ready);
        Assert.Equal(0, copy.Index!.Count);
        Assert.Empty(await harness.Quarantine.ListQuarantineAsync(owner.Catalog, 10, Stop));
        Assert.Equal(2L, harness.Execute("SELECT count(*) FROM items"));
    }

    [Fact]
    public async Task A_damaged_catalogue_is_refused_by_name_instead_of_being_loaded_again_and_again()
    {
        await using var harness = await CopyHarness.StartAsync();
        harness.Execute("UPDATE catalogs SET dimension = -1");

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(harness.ClaimAsync);

        Assert.Equal(ErrorCodes.CatalogDamaged, refusal.Code);
        Assert.Contains("'shop'", refusal.Message, StringComparison.Ordinal);
    }
}
