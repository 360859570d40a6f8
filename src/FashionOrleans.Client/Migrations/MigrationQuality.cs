namespace FashionOrleans.Client;

/// <summary>Precision@k of both models on the same items.</summary>
/// <param name="Label">The attribute whose agreement counts.</param>
/// <param name="K">How many results a query has.</param>
/// <param name="Queries">How many items were asked with.</param>
/// <param name="Before">Of the model before, 0 to 1.</param>
/// <param name="After">Of the model after, 0 to 1.</param>
/// <param name="Error">Half the 95% confidence interval of the difference.</param>
public sealed record MigrationQuality(string Label, int K, int Queries, double Before, double After, double Error);
