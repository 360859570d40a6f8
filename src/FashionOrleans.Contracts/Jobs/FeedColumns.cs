using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>Which columns of a feed mean what.</summary>
/// <param name="Id">The column of the items' ids; null for the first that is there of <see cref="IdNames"/>.</param>
/// <param name="Image">The column of the pictures' addresses; null for the first that is there of <see cref="ImageNames"/>.</param>
/// <param name="Attributes">The columns that become attributes; empty for all others.</param>
[GenerateSerializer, Immutable]
public sealed record FeedColumns(string? Id, string? Image, ImmutableArray<string> Attributes)
{
    /// <summary>Names of a column of ids, whatever their case; the first ones first.</summary>
    public static ImmutableArray<string> IdNames { get; } = ["id", "item_id", "product_id", "productId", "sku"];

    /// <summary>Names of a column of pictures' addresses, whatever their case; the first ones first.</summary>
    public static ImmutableArray<string> ImageNames { get; } = ["imageUrl", "image_url", "image_link", "image", "picture", "picture_url", "link_image"];
}
