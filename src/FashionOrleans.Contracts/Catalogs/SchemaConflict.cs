namespace FashionOrleans.Contracts;

/// <summary>A stored item that contradicts a declared type.</summary>
/// <param name="Field">The field.</param>
/// <param name="Type">The declared type.</param>
/// <param name="Item">The item, one of perhaps many.</param>
[GenerateSerializer, Immutable]
public sealed record SchemaConflict(string Field, string Type, string Item);
