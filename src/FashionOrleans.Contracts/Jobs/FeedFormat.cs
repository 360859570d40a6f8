namespace FashionOrleans.Contracts;

/// <summary>How a feed is written.</summary>
[GenerateSerializer]
public enum FeedFormat
{
    /// <summary>A table of texts in UTF-8 with a header line; fields divided by commas, semicolons, tabs or bars, quoted by RFC 4180.</summary>
    Csv,

    /// <summary>A JSON object a line, in UTF-8.</summary>
    JsonLines,

    /// <summary>Apache Parquet with flat columns.</summary>
    Parquet,
}
