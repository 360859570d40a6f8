namespace FashionOrleans.Contracts;

/// <summary>What is kept of a shopper about one item.</summary>
/// <param name="Kind">A like, a dislike or a view.</param>
/// <param name="Catalog">The catalogue.</param>
/// <param name="Item">The item. It may have been deleted since.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable]
public sealed record ShopperMark(ShopperEventKind Kind, string Catalog, string Item, DateTimeOffset At);
