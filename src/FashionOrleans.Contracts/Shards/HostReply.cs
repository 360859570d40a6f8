using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>What a silo knows of what it was asked.</summary>
/// <param name="Values">What exists.</param>
/// <param name="Absent">Shards among those asked of which the silo has no copy: nothing is said about them.</param>
/// <param name="Behind">Shards among those asked whose copy may lack the latest writes.</param>
/// <typeparam name="T">What was asked for.</typeparam>
[GenerateSerializer, Immutable]
public sealed record HostReply<T>(ImmutableArray<T> Values, ImmutableArray<ShardKey> Absent, ImmutableArray<ShardKey> Behind);
