namespace FashionOrleans.Web.Replies;

/// <summary>Items that are in quarantine.</summary>
sealed record QuarantineReply(IReadOnlyList<QuarantinedItemReply> Items);
