using System.Collections.Immutable;
using FashionOrleans.Contracts;
using Orleans.Concurrency;
using Orleans.Placement;

namespace FashionOrleans.Benchmarks.Scale;

/// <inheritdoc cref="IEchoGrain"/>
[Reentrant, PreferLocalPlacement]
sealed class EchoGrain : Grain, IEchoGrain
{
    static readonly ImmutableArray<Hit> Hits = [.. Enumerable.Range(0, 10).Select(hit => new Hit($"{10_000 + hit}", 1 - hit * 0.01))];

    public Task<HostAnswer> SearchAsync(ImmutableArray<ShardKey> shards, ShardQuery query, CancellationToken cancellationToken) => Task.FromResult(new HostAnswer(
        [.. shards.Select(shard => new ShardAnswer(shard, ShardState.Ready, 1000, 1000, 10, Exact: true, Current: true))], Hits, []));
}
