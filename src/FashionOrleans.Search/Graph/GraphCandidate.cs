namespace FashionOrleans.Search;

/// <summary>A node in view of a traversal.</summary>
/// <param name="Similarity">The estimated inner product with what is looked for, up to a constant.</param>
/// <param name="Row">The node.</param>
readonly record struct GraphCandidate(float Similarity, int Row);
