using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>
/// A slice of a catalogue: the only writer of its rows, and the last word on them. Queries go to <see cref="IShardHost"/>, which has this
/// shard's copy on the same silo, and others' copies on others. The key is a <see cref="ShardKey"/>. It loads in the background after its
/// activation; every call but <see cref="GetStatusAsync"/>, <see cref="LocateAsync"/> and <see cref="MoveAsync"/> waits for that.
/// </summary>
/// <remarks>
/// Every method throws <see cref="FashionOrleansException"/> with <see cref="ErrorCodes.UnknownCatalog"/> when the catalogue of that
/// generation is gone, and with <see cref="ErrorCodes.NotReady"/> when the shard has a newer owner or cannot load.
/// </remarks>
public interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Stores items, durably before the call returns; one outcome an item, in the order given.</summary>
    /// <param name="write">
    /// Tells this write from others. Who tries again because there was no answer says the same: a write is done once, and a try that was held up
    /// on its way does not undo what was written since. The shard remembers its last writes for as long as it stays on a silo.
    /// </param>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [ResponseTimeout(BatchTimeouts.Batch)]
    Task<ImmutableArray<ItemOutcome>> UpsertAsync(Guid write, ImmutableArray<EmbeddedItem> items, CancellationToken cancellationToken);

    /// <summary>Removes items, durably before the call returns.</summary>
    /// <param name="write">As in <see cref="UpsertAsync"/>.</param>
    /// <param name="ids">The items.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many of the ids there were.</returns>
    Task<int> DeleteAsync(Guid write, ImmutableArray<string> ids, CancellationToken cancellationToken);

    /// <summary>The items among <paramref name="ids"/> that exist, without vectors.</summary>
    Task<ImmutableArray<Item>> GetItemsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken);

    /// <summary>The vectors of the items among <paramref name="ids"/> that exist.</summary>
    Task<ImmutableArray<ItemVector>> GetVectorsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken);

    /// <summary>The revisions of the items among <paramref name="ids"/> that exist, from the durable store.</summary>
    Task<ImmutableArray<ItemRevision>> GetRevisionsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken);

    /// <summary>The kept picture of an item, from the durable store; null when the item has none or does not exist.</summary>
    Task<Picture?> GetPictureAsync(string id, CancellationToken cancellationToken);

    /// <summary>The first items in an order that depends on the seed alone; see <see cref="RankedItem"/>.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ImmutableArray<RankedItem>> SampleAsync(int count, int seed, CancellationToken cancellationToken);

    /// <summary>What the shard is doing; never waits.</summary>
    Task<ShardStatus> GetStatusAsync();

    /// <summary>The attribute fields of its items.</summary>
    Task<ImmutableArray<FieldDescription>> GetFieldsAsync(CancellationToken cancellationToken);

    /// <summary>From now on refuses items that contradict the declared types, unless a stored item does: then nothing changes.</summary>
    /// <param name="schema">As <see cref="Catalog.Schema"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A stored item that contradicts, or null.</returns>
    Task<SchemaConflict?> DeclareAsync(string? schema, CancellationToken cancellationToken);

    /// <summary>Lets no write begin until <see cref="OwnAgainAsync"/>, or until the time is up; waits for the one under way.</summary>
    /// <param name="limit">For how long at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version that the shard has now, and keeps meanwhile.</returns>
    Task<long> HoldWritesAsync(TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Lets writes begin again.</summary>
    Task ResumeWritesAsync();

    /// <summary>Takes the right to write anew after the embedding spaces of the catalogue have changed places, then lets writes begin.</summary>
    /// <param name="pause">How long writes still wait: until everybody has heard of the change.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [ResponseTimeout(BatchTimeouts.Batch)]
    Task OwnAgainAsync(TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>Of a shard that stands by: looks now at what there is to follow.</summary>
    Task FollowNowAsync();

    /// <summary>The silo that this shard is on; wakes it when it is on none.</summary>
    Task<SiloAddress> LocateAsync();

    /// <summary>Moves the shard, which is quick when that silo has a copy of it already.</summary>
    Task MoveAsync(SiloAddress silo);

    /// <summary>Frees the memory of a shard whose catalogue was dropped.</summary>
    Task ReleaseAsync();
}
