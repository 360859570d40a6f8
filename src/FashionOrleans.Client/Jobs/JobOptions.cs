namespace FashionOrleans.Client;

/// <summary>How a feed is written, and which columns of it mean what.</summary>
public sealed record JobOptions
{
    /// <summary><c>csv</c>, <c>jsonl</c> or <c>parquet</c>; null to tell it by the feed's name.</summary>
    public string? Format { get; init; }

    /// <summary>The column of ids; null for the first that is there of <c>id</c>, <c>item_id</c>, <c>product_id</c>, <c>productId</c>, <c>sku</c>.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column of pictures' addresses; null for one with a usual name, such as <c>image_link</c>.</summary>
    public string? ImageColumn { get; init; }

    /// <summary>The columns that become attributes; empty for all others.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];
}
