namespace FashionOrleans.Contracts;

/// <summary>A product found.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Score">The cosine with the query in [-1, 1].</param>
/// <param name="Attributes">A flat JSON object in UTF-8.</param>
[GenerateSerializer, Immutable]
public sealed record Recommendation(string Id, double Score, ReadOnlyMemory<byte> Attributes);
