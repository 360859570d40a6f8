using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>What a shopper said of an item once.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record ShopperMarkRequest
{
    [Description("view, like or dislike.")]
    public string? Type { get; init; }

    [Description("The item's id; it need not be there any more.")]
    public string? Item { get; init; }

    [Description("When.")]
    public DateTimeOffset? At { get; init; }
}
