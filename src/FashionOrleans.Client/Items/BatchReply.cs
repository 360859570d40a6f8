namespace FashionOrleans.Client;

/// <summary>Reply to a batch of items.</summary>
sealed record BatchReply(IReadOnlyList<ItemResult> Results);
