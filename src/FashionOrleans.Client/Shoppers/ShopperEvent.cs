namespace FashionOrleans.Client;

/// <summary>One thing that a shopper did with an item.</summary>
/// <param name="Type">What the shopper did.</param>
/// <param name="Catalog">The item's catalogue.</param>
/// <param name="Item">The item's id.</param>
public sealed record ShopperEvent(ShopperEventType Type, string Catalog, string Item)
{
    /// <summary>
    /// Tells this event from others, at most 64 characters: one that was recorded before, among the shopper's last 256, changes nothing.
    /// </summary>
    /// <value>The default is none; the client then draws one for the call, so that its own second try is not a second event.</value>
    public string? Id { get; init; }
}
