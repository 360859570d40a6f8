namespace FashionOrleans.Contracts;

/// <summary>
/// Precision@k of the two spaces, on the same items of the catalogue as queries: the mean share of the k nearest others that have the query's label.
/// </summary>
/// <param name="Label">The attribute.</param>
/// <param name="K">Results that count.</param>
/// <param name="Queries">Items asked with.</param>
/// <param name="Before">Of the old model, 0…1.</param>
/// <param name="After">Of the new model, 0…1.</param>
/// <param name="Error">Half the 95% confidence interval of the difference, from the paired queries (1.96 standard errors).</param>
[GenerateSerializer, Immutable]
public sealed record MigrationQuality(string Label, int K, int Queries, double Before, double After, double Error);
