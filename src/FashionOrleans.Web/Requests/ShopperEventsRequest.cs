using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>What a shopper did.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record ShopperEventsRequest
{
    [Description("1 to 100 events, in their order: all are recorded, or none.")]
    public IReadOnlyList<ShopperEventRequest>? Events { get; init; }
}
