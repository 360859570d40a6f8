using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>Which columns of a feed mean what.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record JobColumnsRequest
{
    [Description("The column of the items' ids. Default: the first that is there of id, item_id, product_id, productId, sku.")]
    public string? Id { get; init; }

    [Description("The column of the pictures' addresses. Default: the first that is there of imageUrl, image_url, image_link, image, picture, picture_url, link_image.")]
    public string? Image { get; init; }

    [Description("The columns that become attributes. Default: all others.")]
    public IReadOnlyList<string>? Attributes { get; init; }
}
