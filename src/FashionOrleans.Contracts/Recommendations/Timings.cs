namespace FashionOrleans.Contracts;

/// <summary>Where the time of an answer went, in milliseconds.</summary>
/// <param name="EmbedMs">Decoding and inference, queueing included; 0 when no picture was embedded.</param>
/// <param name="SearchMs">Fan-out, scan and merge.</param>
/// <param name="TotalMs">The whole query inside the cluster.</param>
[GenerateSerializer, Immutable]
public sealed record Timings(double EmbedMs, double SearchMs, double TotalMs);
