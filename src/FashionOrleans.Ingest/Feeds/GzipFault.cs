namespace FashionOrleans.Ingest.Feeds;

/// <summary>What is wrong with a text in gzip.</summary>
enum GzipFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is cut off or damaged, or something else follows it.</summary>
    Broken,

    /// <summary>There is a gzip in it.</summary>
    PackedTwice,

    /// <summary>It becomes longer than is taken.</summary>
    TooLong,

    /// <summary>It becomes more than <see cref="GzipText.MaxRatio"/> times as long.</summary>
    TooDense,
}
