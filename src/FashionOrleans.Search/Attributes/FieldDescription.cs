namespace FashionOrleans.Search;

/// <summary>A field as the live items of one index have it.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Types">Every kind of value that some live item holds under this name.</param>
/// <param name="Items">Live items that have the field.</param>
/// <param name="Values">The most frequent keywords and tags, by falling count, then by ordinal.</param>
public sealed record FieldDescription(string Name, FieldTypes Types, int Items, IReadOnlyList<FieldValueCount> Values);
