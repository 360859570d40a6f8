namespace FashionOrleans.Contracts;

/// <summary>A stored item as a reader sees it.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Attributes">A flat JSON object in UTF-8.</param>
[GenerateSerializer, Immutable]
public sealed record Item(string Id, ReadOnlyMemory<byte> Attributes);
