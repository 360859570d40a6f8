namespace FashionOrleans.Client;

/// <summary>An attribute that items of a catalogue carry.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Type"><c>keyword</c>, <c>number</c>, <c>bool</c> or <c>tags</c>.</param>
/// <param name="Values">The most frequent values of a keyword field (at most 50), else null or empty.</param>
public sealed record CatalogField(string Name, string Type, IReadOnlyList<string>? Values);
