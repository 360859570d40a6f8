namespace FashionOrleans.Web.Replies;

/// <summary>A copy of a shard: the primary writes, the others follow it.</summary>
sealed record CopyReply(string Silo, string Role, string State);
