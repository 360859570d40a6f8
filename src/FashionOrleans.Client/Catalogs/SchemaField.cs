namespace FashionOrleans.Client;

/// <summary>A field of a catalogue's schema.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Type">One of <see cref="FieldTypes"/>; of a field that is not declared the kinds joined by <c>+</c> where its items disagree.</param>
/// <param name="Declared">True when items that contradict the type are refused.</param>
/// <param name="Items">Items that have the field.</param>
public sealed record SchemaField(string Name, string Type, bool Declared, long Items);
