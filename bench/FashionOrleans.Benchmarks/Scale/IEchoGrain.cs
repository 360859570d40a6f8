using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>Answers as a silo does that has nothing to search: what is left is the call.</summary>
interface IEchoGrain : IGrainWithIntegerKey
{
    Task<HostAnswer> SearchAsync(ImmutableArray<ShardKey> shards, ShardQuery query, CancellationToken cancellationToken);
}
