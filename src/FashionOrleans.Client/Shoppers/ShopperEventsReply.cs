namespace FashionOrleans.Client;

/// <summary>Reply to events.</summary>
sealed record ShopperEventsReply(int Recorded);
