namespace FashionOrleans.Ingest.Feeds;

/// <summary>A row of a feed: an item to store, or what is wrong with it.</summary>
/// <param name="Number">Its number, from 1: the first row of data.</param>
/// <param name="Id">The item's id, as it is written; null where there is none.</param>
/// <param name="Image">The address of its picture, as it is written; null where there is none.</param>
/// <param name="Attributes">Its attributes, a JSON object in UTF-8.</param>
public sealed record FeedRow(long Number, string? Id, string? Image, ReadOnlyMemory<byte> Attributes)
{
    /// <summary>What is wrong with it, as a sentence; null where nothing is.</summary>
    public string? Trouble { get; init; }
}
