namespace FashionOrleans.Contracts;

/// <summary>One item with everything but its picture's bytes.</summary>
/// <param name="Item">The item.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Vector">Its vector, when asked for.</param>
[GenerateSerializer, Immutable]
public sealed record ItemDetails(Item Item, ItemRevision Revision, ItemVector? Vector);
