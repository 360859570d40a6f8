namespace FashionOrleans.Search;

/// <summary>An item to store.</summary>
/// <param name="Id">The identity of the item; a second entry with the same id replaces the first.</param>
/// <param name="Vector">float32[dimension], finite; copied.</param>
/// <param name="Attributes">What filters can ask about.</param>
public readonly record struct IndexEntry(string Id, ReadOnlyMemory<float> Vector, AttributeSet Attributes);
