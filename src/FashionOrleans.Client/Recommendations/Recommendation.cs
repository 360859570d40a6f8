namespace FashionOrleans.Client;

/// <summary>One recommended item.</summary>
public sealed record Recommendation
{
    /// <summary>The item's id.</summary>
    public required string Id { get; init; }

    /// <summary>Cosine of the angle to the examples, in [-1, 1].</summary>
    public double Score { get; init; }

    /// <summary>What is known of the item.</summary>
    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; init; } = new Dictionary<string, AttributeValue>();

    /// <summary>Path of its picture on the server, null when it has none.</summary>
    public string? ImageUrl { get; init; }
}
