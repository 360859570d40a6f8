namespace FashionOrleans.Client;

/// <summary>A value of a field.</summary>
/// <param name="Value">The keyword or tag; <c>true</c> or <c>false</c> for a boolean.</param>
/// <param name="Count">Items that hold it.</param>
public sealed record FacetValue(string Value, long Count);
