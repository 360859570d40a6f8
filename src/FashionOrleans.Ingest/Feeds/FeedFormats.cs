using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Feeds;

/// <summary>Tells how a feed is written from what is said of it.</summary>
public static class FeedFormats
{
    const string Packed = ".gz";

    /// <summary>The names of formats.</summary>
    public const string Names = "csv, jsonl or parquet";

    /// <summary>The format of a name, of a file's or address's extension, or of a media type; null where it is none of these.</summary>
    public static FeedFormat? Of(string? text) => text?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "csv" or "tsv" or "txt" or "text/csv" or "application/csv" or "text/tab-separated-values" => FeedFormat.Csv,
        "jsonl" or "ndjson" or "application/jsonl" or "application/x-jsonlines" or "application/x-ndjson" or "application/jsonlines" => FeedFormat.JsonLines,
        "parquet" or "application/vnd.apache.parquet" or "application/x-parquet" => FeedFormat.Parquet,
        _ => null,
    };

    /// <summary>The format by a file's name or an address's path, of what is inside where that ends in <c>.gz</c>.</summary>
    public static FeedFormat? OfPath(string path) =>
        Of(Path.GetExtension(path.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) ? path[..^Packed.Length] : path).TrimStart('.'));

    /// <summary>Whether a <c>Content-Encoding</c> leaves a feed as it is, or in gzip.</summary>
    /// <param name="encodings">The encodings in their order; none for a feed as it is.</param>
    public static bool CanUnpack(IEnumerable<string> encodings) => encodings.All(encoding => encoding.Trim().ToLowerInvariant() is "gzip" or "x-gzip" or "identity" or "");

    /// <summary>The name of a format.</summary>
    public static string NameOf(FeedFormat format) => format switch { FeedFormat.Csv => "csv", FeedFormat.Parquet => "parquet", _ => "jsonl" };
}
