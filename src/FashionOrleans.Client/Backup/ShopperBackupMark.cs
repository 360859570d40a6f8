namespace FashionOrleans.Client;

/// <summary>What a shopper said of an item, as a backup holds it.</summary>
/// <param name="Type"><c>like</c>, <c>dislike</c> or <c>view</c>.</param>
/// <param name="Item">The item's id.</param>
/// <param name="At">When.</param>
public sealed record ShopperBackupMark(string Type, string Item, DateTimeOffset At);
