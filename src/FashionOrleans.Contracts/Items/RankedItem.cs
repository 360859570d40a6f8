namespace FashionOrleans.Contracts;

/// <summary>
/// An item with its place in a random-looking order that depends on a seed and the id alone: the first n of a whole catalogue are among
/// the first n of each shard, so shards can choose without knowing of each other.
/// </summary>
/// <param name="Item">The item.</param>
/// <param name="Rank">Its place; smaller comes first.</param>
[GenerateSerializer, Immutable]
public sealed record RankedItem(Item Item, ulong Rank);
