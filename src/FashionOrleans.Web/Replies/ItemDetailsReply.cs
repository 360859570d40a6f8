namespace FashionOrleans.Web.Replies;

/// <summary>An item with its revision and, when asked for, its embedding.</summary>
sealed record ItemDetailsReply(string Id, RawJson Attributes, string? ImageUrl, string? Revision, float[]? Embedding)
    : ItemReply(Id, Attributes, ImageUrl);
