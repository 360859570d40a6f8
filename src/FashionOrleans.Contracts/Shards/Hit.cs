namespace FashionOrleans.Contracts;

/// <summary>An item found.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Score">The cosine in [-1, 1].</param>
[GenerateSerializer, Immutable]
public readonly record struct Hit(string Id, double Score);
