namespace FashionOrleans.Search;

/// <summary>A candidate for an answer whose items agree.</summary>
/// <param name="Id">The item.</param>
/// <param name="Score">Its score with the query.</param>
/// <param name="Attributes">Its attributes.</param>
public readonly record struct AgreementCandidate(string Id, double Score, AttributeSet Attributes);
