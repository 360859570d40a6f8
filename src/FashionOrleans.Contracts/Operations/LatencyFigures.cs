namespace FashionOrleans.Contracts;

/// <summary>How long the calls of some time took; the quantiles are at most 2.5% off, and 0 where there was no call.</summary>
/// <param name="From">When that time began.</param>
/// <param name="Answered">Calls that were answered.</param>
/// <param name="Failed">Calls that failed for a reason that was not the caller's: a full queue, a deadline, a lost silo, a defect.</param>
/// <param name="P50Ms">Half of those answered took at most this, in milliseconds.</param>
/// <param name="P95Ms">19 of 20 took at most this.</param>
/// <param name="P99Ms">99 of 100 took at most this.</param>
[GenerateSerializer, Immutable]
public sealed record LatencyFigures(DateTimeOffset From, long Answered, long Failed, double P50Ms, double P95Ms, double P99Ms);
