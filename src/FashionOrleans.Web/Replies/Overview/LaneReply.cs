namespace FashionOrleans.Web.Replies;

/// <summary>Pictures in a lane of an embedder, and how many there may be.</summary>
sealed record LaneReply(int Pictures, int Capacity);
