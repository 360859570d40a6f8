namespace FashionOrleans.Client;

/// <summary>An item that a shopper likes, dislikes or has viewed.</summary>
/// <param name="Catalog">The item's catalogue.</param>
/// <param name="Item">The item's id.</param>
/// <param name="At">When the shopper said so last.</param>
public sealed record ShopperMark(string Catalog, string Item, DateTimeOffset At);
