namespace FashionOrleans.Web.Replies;

/// <summary>What became of a batch, an entry an item in the order given.</summary>
sealed record BatchReply(IReadOnlyList<ItemOutcomeReply> Results);
