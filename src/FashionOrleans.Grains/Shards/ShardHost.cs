using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Search;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Shards;

/// <inheritdoc cref="IShardHost"/>
[Reentrant]
public sealed class ShardHost(
    GrainId id, Silo silo, ILoggerFactory logs, ShardCopies copies, IOptions<QueryOptions> queries, TimeProvider time)
    : GrainService(id, silo, logs), IShardHost
{
    /// <inheritdoc/>
    public async Task<HostAnswer> SearchAsync(ImmutableArray<ShardKey> shards, ShardQuery query, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var search = new HostSearch(query);
                var parts = await Task.WhenAll(shards.Select(shard => SearchAsync(shard, search, cancellationToken)));

                // A copy that left in the middle may have made the others leave out what its lost hits beat.
                if (!Array.Exists(parts, part => part.WasLost))
                {
                    return search.Merge(parts);
                }
            }
        }
        catch (ScanQueueFullException exception)
        {
            throw new FashionOrleansException(ErrorCodes.Overloaded, exception.Message);
        }
    }

    /// <inheritdoc/>
    public Task<HostReply<Item>> GetItemsAsync(ImmutableArray<ShardItems> wanted, CancellationToken cancellationToken) =>
        ReadAsync(wanted, ItemReading.Items, cancellationToken);

    /// <inheritdoc/>
    public Task<HostReply<ItemVector>> GetVectorsAsync(ImmutableArray<ShardItems> wanted, CancellationToken cancellationToken) =>
        ReadAsync(wanted, ItemReading.Vectors, cancellationToken);

    /// <inheritdoc/>
    public Task NotifyAsync(ShardKey shard, long version)
    {
        copies.Find(shard)?.Hear(version);
        return Task.CompletedTask;
    }

    async Task<ShardPart> SearchAsync(ShardKey shard, HostSearch search, CancellationToken cancellationToken)
    {
        if (copies.Find(shard) is not { } copy)
        {
            return ShardPart.Unsearched(shard, ShardState.Absent);
        }

        try
        {
            if (copy.Index is null && !await LoadsWithinAsync(copy, cancellationToken))
            {
                return ShardPart.Unsearched(shard, copy.State);
            }

            // Asked before the search: a copy that is current then has been searched with all that was acknowledged.
            var isCurrent = copy.IsCurrent;
            var index = copy.Index!;
            return ShardPart.Searched(shard, index.Count, isCurrent, await search.RunAsync(index, cancellationToken));
        }
        catch (Exception exception) when (IsLeaving(exception, cancellationToken))
        {
            return ShardPart.Unsearched(shard, ShardState.Absent) with { WasLost = true };
        }
    }

    /// <summary>Whether a copy was freed while it was used.</summary>
    static bool IsLeaving(Exception exception, CancellationToken cancellationToken) =>
        exception is ObjectDisposedException or OperationCanceledException && !cancellationToken.IsCancellationRequested;

    async Task<bool> LoadsWithinAsync(ShardCopy copy, CancellationToken cancellationToken)
    {
        try
        {
            await copy.Loaded.WaitAsync(queries.Value.LoadingGrace, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    async Task<HostReply<T>> ReadAsync<T>(
        ImmutableArray<ShardItems> wanted, Func<VectorIndex, ImmutableArray<string>, IEnumerable<T>> read, CancellationToken cancellationToken)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        var absent = ImmutableArray.CreateBuilder<ShardKey>();
        foreach (var part in wanted)
        {
            try
            {
                if (copies.Find(part.Shard) is { } copy)
                {
                    await copy.Loaded.WaitAsync(cancellationToken);

                    // All of a shard's or nothing: it is asked for again where the copy is freed in the middle.
                    values.AddRange(read(copy.Index!, part.Ids).ToArray());
                    continue;
                }
            }
            catch (Exception exception) when (IsLeaving(exception, cancellationToken))
            {
            }

            absent.Add(part.Shard);
        }

        return new HostReply<T>(values.ToImmutable(), absent.ToImmutable());
    }
}
