using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>An attribute field of a catalogue, as its items use it.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type"><c>keyword</c>, <c>number</c>, <c>bool</c> or <c>tags</c>; several joined by + where the items disagree.</param>
/// <param name="Items">How many items have the field.</param>
/// <param name="Values">Its most frequent keywords with their counts, most frequent first; empty for numbers.</param>
[GenerateSerializer, Immutable]
public sealed record FieldDescription(string Name, string Type, int Items, ImmutableArray<FieldValue> Values);
