namespace FashionOrleans.Search;

/// <summary>A candidate for a diverse answer.</summary>
/// <param name="Id">The item.</param>
/// <param name="Score">Its score with the query.</param>
/// <param name="Vector">float32[dimension] of unit length.</param>
public readonly record struct DiversityCandidate(string Id, double Score, ReadOnlyMemory<float> Vector);
