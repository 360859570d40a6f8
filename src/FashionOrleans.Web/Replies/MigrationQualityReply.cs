namespace FashionOrleans.Web.Replies;

/// <summary>Precision@k of both models on the same items; the error is half the 95% confidence interval of the difference.</summary>
sealed record MigrationQualityReply(string Label, int K, int Queries, double Before, double After, double Error);
