namespace FashionOrleans.Client;

/// <summary>The JSON form of an event.</summary>
sealed record ShopperEventBody(string Id, string Type, string Catalog, string Item);
