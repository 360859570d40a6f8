namespace FashionOrleans.Web.Replies;

/// <summary>All that is kept of a shopper, each list the newest first.</summary>
sealed record ShopperReply(
    string Id, IReadOnlyList<ShopperMarkReply> Likes, IReadOnlyList<ShopperMarkReply> Dislikes, IReadOnlyList<ShopperMarkReply> Views);
