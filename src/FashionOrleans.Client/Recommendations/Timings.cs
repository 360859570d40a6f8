namespace FashionOrleans.Client;

/// <summary>Where the server's time went, in milliseconds.</summary>
/// <param name="EmbedMs">Pictures to embeddings.</param>
/// <param name="SearchMs">Nearest neighbours over the shards.</param>
/// <param name="TotalMs">The whole request.</param>
public sealed record Timings(double EmbedMs, double SearchMs, double TotalMs);
