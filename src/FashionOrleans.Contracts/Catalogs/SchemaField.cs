namespace FashionOrleans.Contracts;

/// <summary>A field of a catalogue's schema.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">
/// One of <see cref="CatalogSchema.Types"/>. Of a field that is not declared, what its items say: several kinds joined by + where they disagree.
/// </param>
/// <param name="Declared">Whether the type was declared, so that an item which contradicts it is refused.</param>
/// <param name="Items">Items that have the field, in the shards that answered.</param>
[GenerateSerializer, Immutable]
public sealed record SchemaField(string Name, string Type, bool Declared, long Items);
