namespace FashionOrleans.Web.Replies;

/// <summary>A shard on its way: <c>copying</c> until the next silo has all of it, then <c>handingOver</c>.</summary>
sealed record MoveReply(string Catalog, int Shard, string Space, string? From, string To, string State);
