namespace FashionOrleans.Contracts;

/// <summary>What a job is to do.</summary>
/// <param name="Catalog">The catalogue to store into.</param>
/// <param name="Format">How the feed is written.</param>
/// <param name="Address">Where the feed is; null for one that was uploaded before, part by part.</param>
/// <param name="Parts">The number of uploaded parts; 0 for a feed at an address.</param>
/// <param name="Bytes">The length of the uploaded feed; 0 for a feed at an address.</param>
/// <param name="Columns">Which columns mean what.</param>
[GenerateSerializer, Immutable]
public sealed record IngestJobRequest(string Catalog, FeedFormat Format, string? Address, int Parts, long Bytes, FeedColumns Columns);
