namespace FashionOrleans.Web.Replies;

/// <summary>Ten seconds; the last of them is not over yet.</summary>
sealed record LatencySlotReply(DateTimeOffset At, long Answered, long Failed, double P50Ms, double P95Ms, double P99Ms);
