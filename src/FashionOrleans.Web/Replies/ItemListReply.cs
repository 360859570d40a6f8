namespace FashionOrleans.Web.Replies;

/// <summary>Some items.</summary>
sealed record ItemListReply(IReadOnlyList<ItemReply> Items);
