namespace FashionOrleans.Contracts;

/// <summary>Something that a shopper did.</summary>
/// <param name="Id">Tells this event from others, 1…<see cref="MaxIdLength"/> characters: one that was recorded already changes nothing.</param>
/// <param name="Kind">What the shopper did.</param>
/// <param name="Catalog">The catalogue.</param>
/// <param name="Item">The item; it must exist, unless it is cleared.</param>
[GenerateSerializer, Immutable]
public sealed record ShopperEvent(string Id, ShopperEventKind Kind, string Catalog, string Item)
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxIdLength = 64;

    /// <summary>The most events in a call.</summary>
    public const int MaxEvents = 100;
}
