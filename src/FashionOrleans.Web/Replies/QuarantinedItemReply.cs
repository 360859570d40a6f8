namespace FashionOrleans.Web.Replies;

/// <summary>An item whose row was damaged, why, and when that was found.</summary>
sealed record QuarantinedItemReply(string Id, int Shard, string Reason, DateTimeOffset FoundAt);
