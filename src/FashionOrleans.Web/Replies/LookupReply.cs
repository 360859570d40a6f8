namespace FashionOrleans.Web.Replies;

/// <summary>The items that exist, with their revisions.</summary>
sealed record LookupReply(IReadOnlyList<RevisionReply> Items);
