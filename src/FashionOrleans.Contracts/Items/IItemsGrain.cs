using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>
/// The items of a catalogue: routes each to the shard that owns it and embeds pictures on the way in. Holds nothing of its own, so any
/// silo runs as many as it needs. The key is the catalogue's name.
/// </summary>
/// <remarks>Every method throws <see cref="FashionOrleansException"/> when there is no such catalogue.</remarks>
public interface IItemsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Embeds and stores items. One outcome an item, in the order given: one bad item never fails the others. An item is reported as
    /// stored only when the durable store has committed it. Where an id occurs twice, the last one counts.
    /// </summary>
    /// <param name="write">Tells this write from others; whoever tries again says the same, see <see cref="IShardGrain.UpsertAsync"/>.</param>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [ResponseTimeout(BatchTimeouts.Batch)]
    Task<ImmutableArray<ItemOutcome>> UpsertAsync(Guid write, ImmutableArray<ItemUpload> items, CancellationToken cancellationToken);

    /// <summary>Removes an item; false when there was none.</summary>
    /// <param name="write">As in <see cref="UpsertAsync"/>.</param>
    /// <param name="id">The item.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<bool> DeleteAsync(Guid write, string id, CancellationToken cancellationToken);

    /// <summary>One item, or null when there is none.</summary>
    Task<ItemDetails?> FindAsync(string id, bool withVector, CancellationToken cancellationToken);

    /// <summary>The revisions of those ids that exist.</summary>
    Task<ImmutableArray<ItemRevision>> GetRevisionsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken);

    /// <summary>The kept picture of an item, or null.</summary>
    Task<Picture?> GetPictureAsync(string id, CancellationToken cancellationToken);

    /// <summary>Some items of the catalogue, chosen by a seed.</summary>
    Task<ImmutableArray<Item>> SampleAsync(int count, int seed, CancellationToken cancellationToken);
}
