using FashionOrleans.Contracts;

namespace FashionOrleans.Storage.Tests;

public abstract partial class ItemStoreTests
{
    [Fact]
    public async Task A_job_with_its_feed_is_there_after_the_store_was_closed()
    {
        var id = Guid.NewGuid();
        await using (var store = await OpenAsync())
        {
            await AcquireAsync(store);
            await Jobs(store).SaveFeedPartAsync(id, 0, new byte[] { 9 }, DateTimeOffset.UnixEpoch, Stop);
            await Jobs(store).SaveFeedPartAsync(id, 0, new byte[] { 1, 2 }, DateTimeOffset.UnixEpoch, Stop);
            await Jobs(store).SaveFeedPartAsync(id, 1, new byte[] { 3 }, DateTimeOffset.UnixEpoch, Stop);
            Assert.True(await Jobs(store).CreateJobAsync(id, "shop", "{}", Stop));
            Assert.False(await Jobs(store).CreateJobAsync(id, "shop", "other", Stop));
            Assert.False(await Jobs(store).CreateJobAsync(Guid.NewGuid(), "no-such-shop", "{}", Stop));
        }

        await using var reopened = await OpenAsync();

        Assert.Equal(new StoredJob(id, "shop", 0, HasEnded: false, "{}"), await Jobs(reopened).FindJobAsync(id, Stop));
        Assert.Equal(new byte[] { 1, 2 }, await Jobs(reopened).FindFeedPartAsync(id, 0, Stop));
        Assert.Equal(new byte[] { 3 }, await Jobs(reopened).FindFeedPartAsync(id, 1, Stop));
        Assert.Null(await Jobs(reopened).FindFeedPartAsync(id, 2, Stop));
    }

    [Fact]
    public async Task Who_claimed_a_job_last_writes_it_and_nobody_else()
    {
        await using var store = await OpenAsync();
        var id = await CreateJobAsync(store);
        var zombie = (await Jobs(store).ClaimJobAsync(id, Stop))!;
        var successor = (await Jobs(store).ClaimJobAsync(id, Stop))!;

        Assert.False(await Jobs(store).SaveProgressAsync(zombie with { Record = "late" }, [Refused(1)], [new StoredSource("a", "r", "late", null)], Stop));
        Assert.True(await Jobs(store).SaveProgressAsync(successor with { Record = "next" }, [Refused(2)], [], Stop));

        Assert.Equal("next", (await Jobs(store).FindJobAsync(id, Stop))!.Record);
        Assert.Equal([Refused(2)], await Jobs(store).ListRefusedAsync(id, 0, 10, Stop));
        Assert.Empty(await Jobs(store).FindSourcesAsync("shop", ["a"], Stop));
    }

    [Fact]
    public async Task A_job_that_has_ended_is_neither_claimed_nor_written_any_more()
    {
        await using var store = await OpenAsync();
        var id = await CreateJobAsync(store);
        var owner = (await Jobs(store).ClaimJobAsync(id, Stop))!;
        Assert.True(await Jobs(store).SaveProgressAsync(owner with { HasEnded = true, Record = "done" }, [], [], Stop));

        Assert.False(await Jobs(store).SaveProgressAsync(owner with { Record = "more" }, [], [], Stop));
        Assert.Null(await Jobs(store).ClaimJobAsync(id, Stop));
        Assert.Equal("done", (await Jobs(store).FindJobAsync(id, Stop))!.Record);
        Assert.Null(await Jobs(store).ClaimJobAsync(Guid.NewGuid(), Stop));
    }

    [Fact]
    public async Task Of_each_catalogue_the_oldest_job_that_has_not_ended_is_to_run()
    {
        await using var store = await OpenAsync();
        var first = await CreateJobAsync(store);
        var second = await CreateJobAsync(store);
        var other = await CreateJobAsync(store, "other-shop");

        Assert.Equal(new[] { first, other }.Order(), (await Jobs(store).ListJobsToRunAsync(Stop)).Order());
        var owner = (await Jobs(store).ClaimJobAsync(first, Stop))!;
        await Jobs(store).SaveProgressAsync(owner with { HasEnded = true }, [], [], Stop);

        Assert.Equal(new[] { second, other }.Order(), (await Jobs(store).ListJobsToRunAsync(Stop)).Order());
        Assert.Equal([second, first], (await Jobs(store).ListJobsAsync("shop", 10, Stop)).Select(job => job.Id));
        Assert.Equal([other, second], (await Jobs(store).ListJobsAsync(null, 2, Stop)).Select(job => job.Id));
    }

    [Fact]
    public async Task Refused_rows_come_in_pages_and_sources_are_those_written_last()
    {
        await using var store = await OpenAsync();
        var id = await CreateJobAsync(store);
        var owner = (await Jobs(store).ClaimJobAsync(id, Stop))!;
        await Jobs(store).SaveProgressAsync(
            owner, [Refused(7), Refused(3), Refused(5)], [new("a", "r1", "\"1\"", null), new("b", "r1", null, "yesterday"), new("a", "r2", "\"2\"", null)], Stop);
        await Jobs(store).SaveProgressAsync(owner, [Refused(9)], [new("b", "r3", null, "today")], Stop);

        Assert.Equal([3, 5], (await Jobs(store).ListRefusedAsync(id, 0, 2, Stop)).Select(row => row.Row));
        Assert.Equal([Refused(7), Refused(9)], await Jobs(store).ListRefusedAsync(id, 5, 10, Stop));
        Assert.Equal(
            [new StoredSource("a", "r2", "\"2\"", null), new StoredSource("b", "r3", null, "today")],
            (await Jobs(store).FindSourcesAsync("shop", ["b", "never-there", "a"], Stop)).OrderBy(source => source.Id, StringComparer.Ordinal));
        Assert.Empty(await Jobs(store).FindSourcesAsync("other-shop", ["a"], Stop));
    }

    [Fact]
    public async Task What_nobody_needs_any_more_is_tidied_away_and_nothing_else()
    {
        await using var store = await OpenAsync();
        var (ended, waiting, never, lately) = (await CreateJobAsync(store), await CreateJobAsync(store), Guid.NewGuid(), Guid.NewGuid());
        var now = DateTimeOffset.UnixEpoch.AddDays(1000);
        foreach (var (job, at) in new[] { (ended, now), (waiting, now.AddDays(-9)), (never, now.AddDays(-9)), (lately, now) })
        {
            await Jobs(store).SaveFeedPartAsync(job, 0, new byte[] { 1 }, at, Stop);
        }

        var owner = (await Jobs(store).ClaimJobAsync(ended, Stop))!;
        await Jobs(store).SaveProgressAsync(owner with { HasEnded = true }, [Refused(1)], [new("a", "r", "t", null)], Stop);
        await Jobs(store).TidyJobsAsync(now.AddDays(-1), Stop);

        Assert.Null(await Jobs(store).FindFeedPartAsync(ended, 0, Stop));
        Assert.NotNull(await Jobs(store).FindFeedPartAsync(waiting, 0, Stop));
        Assert.Null(await Jobs(store).FindFeedPartAsync(never, 0, Stop));
        Assert.NotNull(await Jobs(store).FindFeedPartAsync(lately, 0, Stop));
        Assert.Single(await Jobs(store).ListRefusedAsync(ended, 0, 10, Stop));
        Assert.Single(await Jobs(store).FindSourcesAsync("shop", ["a"], Stop));
    }

    [Fact]
    public async Task A_dropped_catalogue_takes_its_jobs_along_and_whoever_works_on_one_is_refused()
    {
        await using var store = await OpenAsync();
        var id = await CreateJobAsync(store);
        var owner = (await Jobs(store).ClaimJobAsync(id, Stop))!;
        await Jobs(store).SaveProgressAsync(owner, [Refused(1)], [new("a", "r", "t", null)], Stop);

        await store.DropCatalogAsync((await store.FindCatalogAsync("shop", Stop))!, Stop);
        await Jobs(store).TidyJobsAsync(DateTimeOffset.UnixEpoch, Stop);

        Assert.False(await Jobs(store).SaveProgressAsync(owner, [], [], Stop));
        Assert.Null(await Jobs(store).FindJobAsync(id, Stop));
        Assert.Empty(await Jobs(store).ListJobsToRunAsync(Stop));
        Assert.Empty(await Jobs(store).ListRefusedAsync(id, 0, 10, Stop));
        await AcquireAsync(store);
        Assert.Empty(await Jobs(store).FindSourcesAsync("shop", ["a"], Stop));
    }

    [Fact]
    public async Task Of_the_jobs_that_have_ended_the_last_hundred_are_kept()
    {
        await using var store = await OpenAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < IIngestJobStore.EndedJobsKept + 2; i++)
        {
            ids.Add(await CreateJobAsync(store));
            var owner = (await Jobs(store).ClaimJobAsync(ids[i], Stop))!;
            await Jobs(store).SaveProgressAsync(owner with { HasEnded = true }, [], [], Stop);
        }

        var last = await CreateJobAsync(store);

        Assert.Null(await Jobs(store).FindJobAsync(ids[0], Stop));
        Assert.Null(await Jobs(store).FindJobAsync(ids[1], Stop));
        Assert.NotNull(await Jobs(store).FindJobAsync(ids[2], Stop));
        Assert.NotNull(await Jobs(store).FindJobAsync(last, Stop));
    }

    static async Task<Guid> CreateJobAsync(IItemStore store, string catalog = "shop")
    {
        await AcquireAsync(store, name: catalog);
        var id = Guid.NewGuid();
        Assert.True(await Jobs(store).CreateJobAsync(id, catalog, "{}", Stop));
        return id;
    }

    static RefusedRow Refused(long row) => new(row, row == 9 ? null : $"i{row}", "picture_unreachable", "It was not there.");

    static IIngestJobStore Jobs(IItemStore store) => (IIngestJobStore)store;
}
