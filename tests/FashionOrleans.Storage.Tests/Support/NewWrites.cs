namespace FashionOrleans.Storage.Tests.Support;

/// <summary>Writes that are no repetitions of anything.</summary>
static class NewWrites
{
    /// <returns>The shard's new version.</returns>
    public static async Task<long> CommitAsync(
        this IItemStore store, ShardOwnership owner, IReadOnlyList<StoredItem> upserts, IReadOnlyCollection<string> deletes, CancellationToken stop)
    {
        var commit = await store.CommitAsync(owner, Guid.NewGuid(), upserts, deletes, stop);
        return commit.IsRepeat ? throw new InvalidOperationException("A new write was taken for a repetition.") : commit.Version;
    }
}
