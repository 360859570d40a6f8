using FashionOrleans.Client;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>Attributes that must all agree for a result to count as right, such as <c>articleType+gender</c>.</summary>
/// <param name="Name">The attributes joined by <c>+</c>.</param>
sealed record LabelSet(string Name)
{
    const char Separator = '+';

    public IReadOnlyList<string> Attributes { get; } = Name.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether all labels of a query are known.</summary>
    public bool IsKnownOf(QueryOutcome query) => Attributes.All(query.Labels.ContainsKey);

    /// <summary>Whether a result is right: every label is known and equal to the query's.</summary>
    public bool IsRight(QueryOutcome query, Recommendation result) => Attributes.All(name => query.Shares(result, name));
}
