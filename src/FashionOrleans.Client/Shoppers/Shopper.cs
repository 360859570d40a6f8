namespace FashionOrleans.Client;

/// <summary>All that the server keeps of a shopper; empty lists for one that it never heard of, or has forgotten.</summary>
/// <param name="Id">The shopper's id.</param>
/// <param name="Likes">The newest first, at most 300.</param>
/// <param name="Dislikes">The newest first, at most 300.</param>
/// <param name="Views">The newest first, at most 100.</param>
public sealed record Shopper(string Id, IReadOnlyList<ShopperMark> Likes, IReadOnlyList<ShopperMark> Dislikes, IReadOnlyList<ShopperMark> Views);
