namespace FashionOrleans.Search;

/// <summary>An item of an answer.</summary>
/// <param name="Id">The item.</param>
/// <param name="Score">Its <see cref="InnerProduct"/> with the query.</param>
public readonly record struct SearchHit(string Id, double Score);
