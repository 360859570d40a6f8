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

    /// <summary><c>exact</c>, or the name of the graph index.</summary>
    public string Index { get; init; } = "";

    /// <summary>Items stored.</summary>
    public long Items { get; init; }
}
