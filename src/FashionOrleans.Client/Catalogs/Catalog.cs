namespace FashionOrleans.Client;

/// <summary>A catalogue as the list of catalogues shows it.</summary>
public record Catalog
{
    /// <summary>The name, 1..63 of a-z 0-9 -.</summary>
    public required string Name { get; init; }

    /// <summary>Model pack that its pictures are embedded with.</summary>
    public string Model { get; init; } = "";

    /// <summary>Numbers in one embedding (2,048 for ResNet50).</summary>
    public int Dimension { get; init; }

    /// <summary>Slices the items are spread over.</summary>
    public int Shards { get; init; }

    /// <summary>Copies kept of each slice.</summary>
    public int Replicas { get; init; }

    /// <summary><c>exact</c>, or <c>hnsw</c> for a graph.</summary>
    public string Index { get; init; } = "";

    /// <summary>How precisely full vectors are held: <c>float32</c> or <c>float16</c>.</summary>
    public string VectorFormat { get; init; } = "";

    /// <summary>Where full vectors are held: <c>memory</c> or <c>mapped</c>.</summary>
    public string VectorStorage { get; init; } = "";

    /// <summary>Items stored.</summary>
    public long Items { get; init; }
}
