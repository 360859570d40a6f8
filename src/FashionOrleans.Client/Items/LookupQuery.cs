namespace FashionOrleans.Client;

/// <summary>Body of a lookup.</summary>
sealed record LookupQuery(IReadOnlyList<string> Ids);
