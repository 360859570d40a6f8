using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>One thing that a shopper did.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record ShopperEventRequest
{
    [Description("Tells this event from others, at most 64 characters; the same id again changes nothing. Optional.")]
    public string? Id { get; init; }

    [Description("view, like, dislike, or clear, which takes back what was said of the item.")]
    public string? Type { get; init; }

    [Description("The catalogue.")]
    public string? Catalog { get; init; }

    [Description("The item's id.")]
    public string? Item { get; init; }
}
