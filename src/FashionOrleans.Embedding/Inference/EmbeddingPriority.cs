namespace FashionOrleans.Embedding;

/// <summary>The lane that a request takes through the embedder.</summary>
public enum EmbeddingPriority
{
    /// <summary>Somebody waits: decoded first, run at once, with all threads on one picture. For queries.</summary>
    Interactive,

    /// <summary>Throughput counts: run in full batches, one thread a batch, several batches at a time. For ingest.</summary>
    Bulk,
}
