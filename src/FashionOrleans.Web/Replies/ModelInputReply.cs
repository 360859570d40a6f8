namespace FashionOrleans.Web.Replies;

/// <summary>The size in pixels that a model sees.</summary>
sealed record ModelInputReply(int Width, int Height);
