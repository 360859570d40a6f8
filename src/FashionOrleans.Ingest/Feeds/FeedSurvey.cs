namespace FashionOrleans.Ingest.Feeds;

/// <summary>What a first look at a whole feed has found.</summary>
/// <param name="Rows">Rows that can be read.</param>
/// <param name="NumericColumns">Of a table of texts: the columns whose texts are all numbers.</param>
public sealed record FeedSurvey(long Rows, IReadOnlySet<string> NumericColumns);
