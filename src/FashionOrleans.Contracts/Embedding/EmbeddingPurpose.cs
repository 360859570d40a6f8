namespace FashionOrleans.Contracts;

/// <summary>What pictures are embedded for.</summary>
[GenerateSerializer]
public enum EmbeddingPurpose
{
    /// <summary>Somebody waits for the answer to a query: these pictures go first, and are forgotten afterwards.</summary>
    Query,

    /// <summary>Items are stored: throughput counts, and each picture comes back as <see cref="EmbeddedPicture.Kept"/>.</summary>
    Ingest,

    /// <summary>Kept pictures are embedded with another model: throughput counts, and they are kept as they are.</summary>
    Migration,
}
