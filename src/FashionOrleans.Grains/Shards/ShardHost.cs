using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
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
            var newest = AskNewestAsync(shards, cancellationToken);
            while (true)
            {
                var search = new HostSearch(query);

                // Copies may be used from any thread: where a silo has many shards, what each one found need not queue on the service's scheduler.
                var parts = await Task.Run(() => Task.WhenAll(shards.Select(shard => SearchAsync(shard, search, cancellationToken))), cancellationToken);

                // A copy that left in the middle may have made the others leave out what its lost hits beat.
                if (!Array.Exists(parts, part => part.WasLost))
                {
                    var known = await newest;
                    return search.Merge(Array.ConvertAll(parts, part => part.Knowing(known)));
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
    public async Task<HostReply<WordCounts>> CountWordsAsync(ImmutableArray<ShardKey> shards, ImmutableArray<string> words, CancellationToken cancellationToken)
    {
        try
        {
            var counts = await Task.WhenAll(shards.Select(shard => CountWordsAsync(shard, words, cancellationToken)));
            return new HostReply<WordCounts>(
                [.. counts.Select(count => count.Words).OfType<WordCounts>()], [.. counts.Where(count => count.IsAbsent).Select(count => count.Shard)], []);
        }
        catch (ScanQueueFullException exception)
        {
            throw new FashionOrleansException(ErrorCodes.Overloaded, exception.Message);
        }
    }

    /// <inheritdoc/>
    public Task NotifyAsync(ShardKey shard, long version)
    {
        copies.Find(shard)?.Hear(version);
        return Task.CompletedTask;
    }

    async Task<(ShardKey Shard, WordCounts? Words, bool IsAbsent)> CountWordsAsync(ShardKey shard, ImmutableArray<string> words, CancellationToken cancellationToken)
    {
        if (copies.Find(shard) is not { } copy)
        {
            return (shard, null, true);
        }

        try
        {
            // A shard that goes on loading will not be searched either.
            if (copy.Index is null && !await LoadsWithinAsync(copy, cancellationToken))
            {
                return (shard, null, false);
            }

            var counts = await copy.Index!.CountWordsAsync(words, cancellationToken);
            return (shard, new WordCounts(counts.Items, counts.Words, [.. counts.Holders]), false);
        }
        catch (Exception exception) when (IsLeaving(exception, cancellationToken))
        {
            return (shard, null, true);
        }
    }

    Task<ShardPart> SearchAsync(ShardKey shard, HostSearch search, CancellationToken cancellationToken) =>
        Instrumentation.Source.HasListeners() ? SearchInSpanAsync(shard, search, cancellationToken) : SearchCopyAsync(shard, search, cancellationToken);

    async Task<ShardPart> SearchInSpanAsync(ShardKey shard, HostSearch search, CancellationToken cancellationToken)
    {
        using var span = QuerySpans.StartShard(shard);
        var part = await SearchCopyAsync(shard, search, cancellationToken);
        span?.Searched(part);
        return part;
    }

    async Task<ShardPart> SearchCopyAsync(ShardKey shard, HostSearch search, CancellationToken cancellationToken)
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

            // Before the search: what the copy held then has been searched.
            var moment = CopyMoment.Of(copy);
            copy.Searches.Count();
            var index = copy.Index!;
            var counting = search.CountAsync(index, cancellationToken);
            var result = await search.RunAsync(index, cancellationToken);
            return ShardPart.Searched(moment, index.Count, result) with { Facets = await counting };
        }
        catch (Exception exception) when (IsLeaving(exception, cancellationToken))
        {
            return ShardPart.Unsearched(shard, ShardState.Absent) with { WasLost = true };
        }
    }

    /// <summary>What the store says of the versions of shards, where this silo follows one of those asked about.</summary>
    Task<IReadOnlyDictionary<ShardKey, long>?> AskNewestAsync(IEnumerable<ShardKey> shards, CancellationToken cancellationToken) =>
        shards.Any(shard => copies.Find(shard) is { IsPrimary: false })
            ? copies.AskNewestAsync(cancellationToken)
            : Task.FromResult<IReadOnlyDictionary<ShardKey, long>?>(null);

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
        var newest = AskNewestAsync(wanted.Select(part => part.Shard), cancellationToken);
        var moments = new List<CopyMoment>();
        var values = ImmutableArray.CreateBuilder<T>();
        var absent = ImmutableArray.CreateBuilder<ShardKey>();
        foreach (var part in wanted)
        {
            try
            {
                if (copies.Find(part.Shard) is { } copy)
                {
                    await copy.Loaded.WaitAsync(cancellationToken);

                    var moment = CopyMoment.Of(copy);

                    // All of a shard's or nothing: it is asked for again where the copy is freed in the middle.
                    values.AddRange(read(copy.Index!, part.Ids).ToArray());
                    moments.Add(moment);
                    continue;
                }
            }
            catch (Exception exception) when (IsLeaving(exception, cancellationToken))
            {
            }

            absent.Add(part.Shard);
        }

        var known = await newest;
        return new HostReply<T>(
            values.ToImmutable(), absent.ToImmutable(), [.. moments.Where(moment => !moment.HeldAll(known)).Select(moment => moment.Shard)]);
    }
}
