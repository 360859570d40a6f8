using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>How often all values of a field occur in some shards.</summary>
/// <param name="Field">The field.</param>
/// <param name="IsKnown">Whether one of the shards has ever seen it.</param>
/// <param name="Items">Items that have a value in it.</param>
/// <param name="Values">All values that occur, in no order.</param>
/// <param name="HasTooManyValues">Whether there are too many different ones to count; then there are none in <paramref name="Values"/>.</param>
/// <param name="Minimum">The least number; infinity without any.</param>
/// <param name="Maximum">The greatest number; negative infinity without any.</param>
[GenerateSerializer, Immutable]
public sealed record ShardFacet(
    string Field, bool IsKnown, long Items, ImmutableArray<FieldValue> Values, bool HasTooManyValues, double Minimum, double Maximum);
