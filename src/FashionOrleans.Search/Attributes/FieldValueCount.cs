namespace FashionOrleans.Search;

/// <summary>A keyword or tag and how many live items hold it.</summary>
/// <param name="Value">The keyword or tag.</param>
/// <param name="Items">Live items that hold it.</param>
public readonly record struct FieldValueCount(string Value, int Items);
