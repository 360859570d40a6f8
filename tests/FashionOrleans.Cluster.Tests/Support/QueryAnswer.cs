namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>What a query was answered.</summary>
/// <param name="Hits">Keys with their values, best first.</param>
/// <param name="IsFull">Whether every shard answered.</param>
/// <param name="IsCurrent">Whether no copy that answered was behind.</param>
sealed record QueryAnswer(IReadOnlyList<(int Key, int Value)> Hits, bool IsFull, bool IsCurrent);
