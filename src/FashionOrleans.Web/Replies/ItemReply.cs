namespace FashionOrleans.Web.Replies;

/// <summary>An item.</summary>
record ItemReply(string Id, RawJson Attributes, string? ImageUrl);
