namespace FashionOrleans.Client;

/// <summary>Reply with some items.</summary>
sealed record ItemList(IReadOnlyList<Item> Items);
