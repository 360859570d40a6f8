using System.Text.Json;

namespace FashionOrleans.Browser.Tests.Support;

/// <summary>A product as the API gives it.</summary>
sealed record Product(string Id, string ImageUrl, JsonElement Attributes)
{
    public static Product From(JsonElement json) =>
        new(json.GetProperty("id").GetString()!, json.GetProperty("imageUrl").GetString()!, json.GetProperty("attributes"));
}
