using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Migrations;

/// <summary>
/// Lets the two spaces of a catalogue change places. Writes are held for the few seconds that takes, queries are not: each uses one space from
/// beginning to end, and both have everything then.
/// </summary>
/// <remarks>
/// Whether they have changed places is decided in the store alone, in one transaction. Whatever dies on the way, writes go on when the hold is over,
/// and owners whose epoch is out of date find out at their next look.
/// </remarks>
sealed class SpaceExchange(IItemStore store, IMigrationStore migrations, IGrainFactory grains, TimeProvider time)
{
    static readonly TimeSpan HoldLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan FollowLimit = TimeSpan.FromSeconds(8);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // Nobody believes in the space that answered before for longer than that; a write acknowledged earlier might be missing in their answers.
    static readonly TimeSpan Pause = CatalogRoute.Belief * 1.5;

    /// <param name="answering">The space that answers.</param>
    /// <param name="standby">The space that is to answer.</param>
    /// <param name="leaveOut">Whether the latter may have fewer items.</param>
    /// <param name="stop">Ends the work before the exchange.</param>
    /// <exception cref="FashionOrleansException">The space that stands by lacks something; nothing was changed.</exception>
    public async Task RunAsync(Catalog answering, Catalog standby, bool leaveOut, CancellationToken stop)
    {
        var all = answering.AllShards().Concat(standby.AllShards()).Select(Shard).ToArray();
        try
        {
            await Task.WhenAll(answering.AllShards().Select(key => Shard(key).HoldWritesAsync(HoldLimit, stop)));
            await FollowAsync(answering, standby, stop);
            if (!leaveOut)
            {
                await RequireAllAsync(answering, standby, stop);
            }

            if (!await migrations.SwitchAsync(answering, standby, stop))
            {
                throw Behind();
            }
        }
        catch
        {
            await Task.WhenAll(answering.AllShards().Select(key => Shard(key).ResumeWritesAsync())).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            throw;
        }

        // Whoever cannot be reached learns it from the store.
        await Task.WhenAll(all.Select(shard => shard.OwnAgainAsync(Pause, CancellationToken.None)))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Waits until the shards that stand by have what was written before the hold.</summary>
    async Task FollowAsync(Catalog answering, Catalog standby, CancellationToken stop)
    {
        await Task.WhenAll(standby.AllShards().Select(key => Shard(key).FollowNowAsync()));
        for (var begun = time.GetTimestamp(); await CountInStepAsync(answering, standby, stop) < answering.Settings.Shards;)
        {
            if (time.GetElapsedTime(begun) > FollowLimit)
            {
                throw Behind();
            }

            await Task.Delay(Look, time, stop);
        }
    }

    /// <summary>How many shards that stand by have every write to those that answer, but for the last <paramref name="lag"/> of each.</summary>
    public async Task<int> CountInStepAsync(Catalog answering, Catalog standby, CancellationToken stop, long lag = 0)
    {
        var versions = await store.GetVersionsAsync([.. answering.AllShards().Concat(standby.AllShards())], stop);
        var followed = versions.Where(version => version.Shard.Generation == answering.Generation).ToDictionary(version => version.Shard.Number, version => version.Version);
        return versions.Count(version =>
            version.Shard.Generation == standby.Generation && version.SourceVersion is { } source && followed.TryGetValue(version.Shard.Number, out var newest) && newest - source <= lag);
    }

    async Task RequireAllAsync(Catalog answering, Catalog standby, CancellationToken stop)
    {
        var lacking = await CountItemsAsync(answering, stop) - await CountItemsAsync(standby, stop);
        if (lacking > 0)
        {
            throw new FashionOrleansException(
                ErrorCodes.MigrationNotReady,
                $"{lacking} items of '{answering.Name}' cannot be embedded with the other model, since no picture of theirs is kept or it cannot be read. Store them again with pictures, or switch with \"leaveOut\": true to do without them.");
        }
    }

    /// <summary>Items of a space, of each shard once it shows what the store has: a commit is there a moment before its items are in memory.</summary>
    async Task<long> CountItemsAsync(Catalog space, CancellationToken stop)
    {
        var versions = await store.GetVersionsAsync([.. space.AllShards()], stop);
        return (await Task.WhenAll(versions.Select(version => CountItemsAsync(version, stop)))).Sum();
    }

    async Task<long> CountItemsAsync(ShardVersion version, CancellationToken stop)
    {
        for (var begun = time.GetTimestamp(); ; await Task.Delay(Look, time, stop))
        {
            var status = await Shard(version.Shard).GetStatusAsync();
            if (status.Version >= version.Version)
            {
                return status.Items;
            }

            if (time.GetElapsedTime(begun) > FollowLimit)
            {
                throw Behind();
            }
        }
    }

    IShardGrain Shard(ShardKey key) => grains.GetGrain<IShardGrain>(key.ToString());

    static FashionOrleansException Behind() => new(
        ErrorCodes.MigrationNotReady, "The embedding space that stands by does not have all writes yet. Wait until shardsInStep equals shards, or raise picturesPerSecond.");
}
