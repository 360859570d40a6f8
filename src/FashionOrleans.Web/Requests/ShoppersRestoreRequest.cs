using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>Shoppers of a backup.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record ShoppersRestoreRequest
{
    /// <summary>The most shoppers of a request.</summary>
    public const int MaxShoppers = 100;

    [Description("1 to 100 shoppers, each once.")]
    public IReadOnlyList<ShopperRestoreRequest>? Shoppers { get; init; }
}
