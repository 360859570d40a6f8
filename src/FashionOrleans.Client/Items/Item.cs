namespace FashionOrleans.Client;

/// <summary>A stored item.</summary>
public sealed record Item
{
    /// <summary>The item's id.</summary>
    public required string Id { get; init; }

    /// <summary>What is known of the item.</summary>
    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; init; } = new Dictionary<string, AttributeValue>();

    /// <summary>Path of its picture on the server, null when it has none.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>The revision that its writer gave it.</summary>
    public string? Revision { get; init; }

    /// <summary><c>float32[dimension]</c>, unit length; only when it was asked for.</summary>
    public IReadOnlyList<float>? Embedding { get; init; }
}
