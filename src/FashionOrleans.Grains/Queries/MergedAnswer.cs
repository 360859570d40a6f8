using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Queries;

/// <summary>The k best over all shards, and what they are based on.</summary>
sealed record MergedAnswer(ImmutableArray<Hit> Hits, Coverage Coverage, ImmutableArray<Facet> Facets);
