namespace FashionOrleans.Web.Replies;

/// <summary>An item's revision.</summary>
sealed record RevisionReply(string Id, string? Revision);
