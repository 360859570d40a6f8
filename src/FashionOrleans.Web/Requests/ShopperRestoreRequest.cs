using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>A shopper of a backup.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record ShopperRestoreRequest
{
    [Description("The shopper's id.")]
    public string? Id { get; init; }

    [Description("1 to 700 likes, dislikes and views.")]
    public IReadOnlyList<ShopperMarkRequest>? Marks { get; init; }
}
