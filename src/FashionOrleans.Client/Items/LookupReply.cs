namespace FashionOrleans.Client;

/// <summary>Reply to a lookup: the items that exist.</summary>
sealed record LookupReply(IReadOnlyList<ItemRevision> Items);
