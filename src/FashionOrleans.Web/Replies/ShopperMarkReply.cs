namespace FashionOrleans.Web.Replies;

/// <summary>An item that a shopper likes, dislikes or has viewed.</summary>
sealed record ShopperMarkReply(string Catalog, string Item, DateTimeOffset At);
