using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>How long calls took lately, over all silos that answered. Milliseconds, at most 2.5% off.</summary>
sealed record LatencyReply(
    [property: Description("Calls a second in the last ten seconds that are over.")] double PerSecond,
    long Answered,
    [property: Description("Calls that failed for a reason that was not the caller's.")] long Failed,
    double P50Ms,
    double P95Ms,
    double P99Ms,
    [property: Description("How long each slot is, in seconds.")] double SlotSeconds,
    IReadOnlyList<LatencySlotReply> Slots);
