namespace FashionOrleans.Contracts;

/// <summary>A value of an attribute field and the number of items that have it.</summary>
/// <param name="Value">The keyword.</param>
/// <param name="Count">Items that have it.</param>
[GenerateSerializer, Immutable]
public readonly record struct FieldValue(string Value, int Count);
