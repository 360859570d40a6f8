using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>How long the calls of ten seconds took: a histogram whose buckets grow by a constant factor, so that those of several silos can be added up.</summary>
/// <param name="Number">Which ten seconds, counted from 1970-01-01 UTC.</param>
/// <param name="Failed">Calls that failed for a reason that was not the caller's; they are in no bucket.</param>
/// <param name="Buckets">The buckets that hold any calls, in order.</param>
/// <param name="Counts">How many calls each of those buckets holds.</param>
[GenerateSerializer, Immutable]
public sealed record LatencySlot(long Number, int Failed, ImmutableArray<int> Buckets, ImmutableArray<int> Counts);
