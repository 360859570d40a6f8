using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Migrations;

/// <summary>What a shard of the space that stands by lacks of the shard that it follows, with the pictures embedded by its own model.</summary>
sealed class StandbyFeed(ShardKey standby, IItemStore store, IMigrationStore migrations, IGrainFactory grains, TimeProvider time)
{
    // Pictures a call to the embedding grain.
    const int EmbedBatch = 32;

    /// <summary>The next step, once its pictures are embedded; null when there is nothing to follow at the moment.</summary>
    /// <param name="owner">Who writes the shard that stands by, and how far it is.</param>
    /// <param name="stop">Ends the work.</param>
    public async Task<StandbyStep?> NextAsync(ShardOwnership owner, CancellationToken stop)
    {
        // Asked every time, also without news: it keeps the migration's own grain going.
        var pace = await grains.GetGrain<IMigrationGrain>(standby.Catalog).PaceAsync(stop);
        if (pace is null || await store.FindCatalogAsync(standby.Catalog, stop) is not { } answering || answering.Generation == standby.Generation)
        {
            return null;
        }

        var followed = answering.Shard(standby.Number);
        var (changes, vanished) = await ReadAsync(followed, owner.SourceVersion ?? 0, stop);
        if (changes is null || (changes.Version == owner.SourceVersion && vanished.Count == 0))
        {
            return null;
        }

        // What is damaged is not copied; the shard that has it moves it aside when it is loaded anew.
        var sound = changes.Upserts.Where(item => StoredRowReader.Read(item, answering.Dimension).Damage is null).ToList();
        var items = await EmbedAsync(owner.Catalog, followed, sound, pace.Value, stop);
        var kept = items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);

        // An item without a picture to embed is not there, whatever was there before.
        var without = changes.Upserts.Select(item => item.Id);
        return new StandbyStep(changes.Version, items, [.. changes.Deletes.Concat(vanished).Concat(without).Distinct(StringComparer.Ordinal).Where(id => !kept.Contains(id))]);
    }

    /// <summary>The first changes after a version; with the ids that are gone where not all deletions since then are known any more.</summary>
    async Task<(ShardChanges? Changes, IReadOnlyCollection<string> Vanished)> ReadAsync(ShardKey followed, long after, CancellationToken stop)
    {
        try
        {
            return (await FirstAsync(store.ReadChangesAsync(followed, after, stop), stop), []);
        }
        catch (ForgottenChangesException)
        {
            // First the ids, then the changes: what is deleted in between is among these.
            var vanished = await migrations.FindVanishedAsync(followed, standby, stop);
            return (await FirstAsync(migrations.ReadKnownChangesAsync(followed, after, stop), stop), vanished);
        }
    }

    /// <summary>One batch alone: reading on would keep a transaction open for as long as the model takes.</summary>
    static async Task<ShardChanges?> FirstAsync(IAsyncEnumerable<ShardChanges> batches, CancellationToken stop)
    {
        await foreach (var batch in batches.WithCancellation(stop))
        {
            return batch;
        }

        return null;
    }

    async Task<List<StoredItem>> EmbedAsync(
        Catalog space, ShardKey followed, List<StoredItem> items, double picturesPerSecond, CancellationToken stop)
    {
        var route = new CatalogRoute(grains, space.Name, time);
        var embedded = new List<StoredItem>(items.Count);
        foreach (var chunk in items.Chunk(EmbedBatch))
        {
            var begun = time.GetTimestamp();
            var pictured = new List<StoredItem>(chunk.Length);
            foreach (var item in chunk)
            {
                if (await store.GetPictureAsync(followed, item.Id, stop) is { } picture)
                {
                    pictured.Add(item with { Picture = picture });
                }
            }

            if (pictured.Count == 0)
            {
                continue;
            }

            var revisions = (await store.GetRevisionsAsync(followed, [.. pictured.Select(item => item.Id)], stop))
                .ToDictionary(revision => revision.Id, revision => revision.Revision, StringComparer.Ordinal);
            var batch = await route.EmbedAsync(space, [.. pictured.Select(item => item.Picture!.Bytes)], EmbeddingPurpose.Migration, stop);
            embedded.AddRange(pictured
                .Zip(batch.Pictures, (item, picture) => item with { Vector = picture.Vector, Revision = revisions.GetValueOrDefault(item.Id), KeptChecksum = null })
                .Where(item => !item.Vector.IsEmpty));
            await PaceAsync(TimeSpan.FromSeconds(pictured.Count / picturesPerSecond) - time.GetElapsedTime(begun), stop);
        }

        return embedded;
    }

    Task PaceAsync(TimeSpan rest, CancellationToken stop) => rest > TimeSpan.Zero ? Task.Delay(rest, time, stop) : Task.CompletedTask;
}
