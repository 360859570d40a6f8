using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;
using FashionOrleans.Grains.Observing;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Queries;

/// <summary>
/// Asks the silos that hold shards, one call a silo. A silo that takes longer than usual is hedged: those that have copies of its shards are
/// asked as well, and whoever is first to answer for all of them counts; one that is behind only when the other stays silent for as long again.
/// </summary>
public sealed partial class SiloCalls(
    IGrainFactory grains,
    ShardDirectory directory,
    ShardHostClient hosts,
    HedgingDelays delays,
    SiloSuspicions suspicions,
    QueryMetrics metrics,
    TimeProvider time,
    ILogger<SiloCalls> log)
{
    // A shard whose silo was lost wakes on another one when that is noticed; a query does not wait for it as long as that may take.
    static readonly TimeSpan OwnerLimit = TimeSpan.FromSeconds(1);

    /// <summary>Asks about shards; every shard is in exactly one of the replies.</summary>
    /// <param name="catalog">The shards' catalogue.</param>
    /// <param name="shards">The shards.</param>
    /// <param name="ask">Asks one silo about some of them.</param>
    /// <param name="absent">The shards of which the silo said that it has no copy.</param>
    /// <param name="judge">What an answer is worth.</param>
    /// <param name="stop">Ends the wait; who has not answered by then has failed.</param>
    internal async Task<IReadOnlyList<SiloReply<T>>> AskAsync<T>(
        string catalog,
        IEnumerable<ShardKey> shards,
        Func<IShardHost, ImmutableArray<ShardKey>, CancellationToken, Task<T>> ask,
        Func<T, IEnumerable<ShardKey>> absent,
        Func<T, ReplyQuality> judge,
        CancellationToken stop)
        where T : class
    {
        var replies = await AskHoldersAsync(catalog, shards, ask, judge, stop);

        // A silo that refuses has the shards; to ask it again at once would only add to its load.
        var missing = replies
            .Where(reply => reply.Failure is not FashionOrleansException)
            .SelectMany(reply => reply.Value is { } value ? absent(value) : reply.Shards)
            .ToArray();
        if (missing.Length == 0 || stop.IsCancellationRequested)
        {
            return replies;
        }

        // They are not where they were believed to be: their grains know.
        var located = (await Task.WhenAll(missing.Select(shard => LocateAsync(shard, stop)))).OfType<ShardKey>().ToHashSet();
        if (located.Count == 0)
        {
            return replies;
        }

        var again = await AskHoldersAsync(catalog, located, ask, judge, stop);
        return [.. replies.Select(reply => Without(reply, located)).Where(reply => reply.Shards.Length > 0), .. again];
    }

    /// <summary>Asks shards' grains, who have the last word; one that cannot answer soon has failed.</summary>
    internal async Task<SiloReply<T>[]> AskOwnersAsync<T>(IEnumerable<ShardKey> shards, Func<IShardGrain, ShardKey, Task<T>> ask, CancellationToken stop)
        where T : class => await Task.WhenAll(shards.Select(async shard =>
        {
            try
            {
                return new SiloReply<T>([shard], await Watched(ask(Shard(shard), shard)).WaitAsync(OwnerLimit, time, stop), null);
            }
            catch (Exception exception)
            {
                LogLost(shard, exception.Message);
                return new SiloReply<T>([shard], null, exception);
            }
        }));

    static SiloReply<T> Without<T>(SiloReply<T> reply, HashSet<ShardKey> shards)
        where T : class => reply with { Shards = reply.Shards.RemoveAll(shards.Contains) };

    async Task<SiloReply<T>[]> AskHoldersAsync<T>(
        string catalog,
        IEnumerable<ShardKey> shards,
        Func<IShardHost, ImmutableArray<ShardKey>, CancellationToken, Task<T>> ask,
        Func<T, ReplyQuality> judge,
        CancellationToken stop)
        where T : class
    {
        var held = shards.ToLookup(shard => HoldersOf(shard).FirstOrDefault());
        var replies = await Task.WhenAll(held
            .Where(group => group.Key is not null)
            .Select(group => AskHedgedAsync(catalog, group.Key!, [.. group], ask, judge, stop)));
        var unknown = held[null].ToImmutableArray();
        return [.. replies.SelectMany(reply => reply), .. unknown.IsEmpty ? [] : new[] { new SiloReply<T>(unknown, null, null) }];
    }

    async Task<SiloReply<T>[]> AskHedgedAsync<T>(
        string catalog,
        SiloAddress silo,
        ImmutableArray<ShardKey> shards,
        Func<IShardHost, ImmutableArray<ShardKey>, CancellationToken, Task<T>> ask,
        Func<T, ReplyQuality> judge,
        CancellationToken stop)
        where T : class
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var first = AskOneAsync(catalog, silo, shards, hedged: false, ask, done.Token);
        var others = shards.ToLookup(shard => HoldersOf(shard).FirstOrDefault(holder => !holder.Equals(silo)));
        if (others.All(group => group.Key is null))
        {
            return [await first];
        }

        var delay = delays.Of(catalog);
        if (await IsAnsweredWithinAsync(first, delay, judge, stop))
        {
            suspicions.Answered(silo);
            return [await first];
        }

        var beside = others.Where(group => group.Key is not null).ToArray();
        metrics.Hedged(beside.Length);
        var second = Task.WhenAll(beside.Select(group => AskOneAsync(catalog, group.Key!, [.. group], hedged: true, ask, done.Token)));
        var uncovered = others[null].ToImmutableArray();
        try
        {
            if (await Task.WhenAny(first, second) == second && await MayReplaceAsync(await second))
            {
                metrics.Overtaken();
                Suspect(silo, "another one is faster");
                return await second;
            }

            // An answer for all of the shards counts more than those that cover some of them.
            var answer = await first;
            if (Quality(answer, judge) > ReplyQuality.Partial)
            {
                return [answer];
            }

            var replies = await second;
            return answer.Value is not null && (!uncovered.IsEmpty || Worst(replies, judge) == ReplyQuality.Partial)
                ? [answer]
                : [.. replies, .. uncovered.IsEmpty ? [] : new[] { answer with { Shards = uncovered } }];
        }
        finally
        {
            // Whoever is still at it need not go on.
            await done.CancelAsync();
        }

        async Task<bool> MayReplaceAsync(SiloReply<T>[] replies) => uncovered.IsEmpty && Worst(replies, judge) switch
        {
            ReplyQuality.Whole => true,
            ReplyQuality.Behind => !await IsAnsweredWithinAsync(first, delay, judge, stop),
            _ => false,
        };
    }

    static ReplyQuality Worst<T>(SiloReply<T>[] replies, Func<T, ReplyQuality> judge)
        where T : class => replies.Min(reply => Quality(reply, judge));

    static ReplyQuality Quality<T>(SiloReply<T> reply, Func<T, ReplyQuality> judge)
        where T : class => reply.Value is { } value ? judge(value) : ReplyQuality.Partial;

    async Task<SiloReply<T>> AskOneAsync<T>(
        string catalog,
        SiloAddress silo,
        ImmutableArray<ShardKey> shards,
        bool hedged,
        Func<IShardHost, ImmutableArray<ShardKey>, CancellationToken, Task<T>> ask,
        CancellationToken stop)
        where T : class
    {
        using var span = QuerySpans.StartCall(catalog, silo, shards.Length, hedged);
        var begun = time.GetTimestamp();
        try
        {
            var value = await Watched(ask(hosts.On(silo), shards, stop)).WaitAsync(stop);
            delays.Record(catalog, time.GetElapsedTime(begun));
            return new SiloReply<T>(shards, value, null);
        }
        catch (Exception exception)
        {
            span?.Fail(exception);
            if (!stop.IsCancellationRequested)
            {
                metrics.Lost();
                LogFailed(silo, exception.Message);
                if (exception is not FashionOrleansException)
                {
                    Suspect(silo, exception.Message);
                }
            }

            return new SiloReply<T>(shards, null, exception);
        }
    }

    /// <summary>Nobody waits for a call that was given up: how it fails in the end is of no interest.</summary>
    static Task<T> Watched<T>(Task<T> call)
    {
        call.Ignore();
        return call;
    }

    async Task<bool> IsAnsweredWithinAsync<T>(Task<SiloReply<T>> call, TimeSpan delay, Func<T, ReplyQuality> judge, CancellationToken stop)
        where T : class
    {
        try
        {
            return Quality(await call.WaitAsync(delay, time, stop), judge) > ReplyQuality.Partial;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The silos to ask about a shard, those that have not answered lately last.</summary>
    IEnumerable<SiloAddress> HoldersOf(ShardKey shard)
    {
        var holders = directory.HoldersOf(shard);
        return holders.Count < 2 ? holders : holders.OrderBy(suspicions.IsSuspect);
    }

    IShardGrain Shard(ShardKey shard) => grains.GetGrain<IShardGrain>(shard.ToString());

    /// <summary>Asks a shard's grain where it is, which wakes it when it is nowhere; null when it cannot be found in time.</summary>
    async Task<ShardKey?> LocateAsync(ShardKey shard, CancellationToken stop)
    {
        try
        {
            directory.Learn(shard, await Watched(Shard(shard).LocateAsync()).WaitAsync(OwnerLimit, time, stop));
            return shard;
        }
        catch (Exception exception)
        {
            LogLost(shard, exception.Message);
            return null;
        }
    }

    void Suspect(SiloAddress silo, string reason)
    {
        if (suspicions.Lost(silo))
        {
            LogSuspect(silo, reason);
        }
    }

    // A silo that is lost is lost for every query of the next second: it is said once.
    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} does not answer queries as it should, others are asked first: {Reason}")]
    partial void LogSuspect(SiloAddress silo, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Silo} did not answer a query: {Reason}")]
    partial void LogFailed(SiloAddress silo, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Shard {Shard} cannot be found at the moment: {Reason}")]
    partial void LogLost(ShardKey shard, string reason);
}
