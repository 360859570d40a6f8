using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Search;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Queries;

/// <summary>One query over all shards of a catalogue: asks them at the same time, merges their best, accounts for the silent ones.</summary>
sealed partial class FanOut(CatalogRoute route, Catalog catalog, ILogger log)
{
    /// <summary>The k best of all shards that answered before <paramref name="stop"/>.</summary>
    /// <exception cref="FashionOrleansException">No shard answered, or the filter names a field that no item has.</exception>
    public async Task<MergedAnswer> SearchAsync(ShardQuery query, CancellationToken stop)
    {
        var replies = await AskAllAsync(query, stop);
        // A shard that was lost may have made the others leave out what its lost hits beat.
        var isComplete = query.Question is null || Array.TrueForAll(replies, reply => reply.Failure is null);
        if (!isComplete && !stop.IsCancellationRequested)
        {
            replies = await AskAllAsync(query with { Question = null }, stop);
            isComplete = true;
        }

        var answers = replies.Where(reply => reply.Answer is { State: ShardState.Ready }).Select(reply => reply.Answer!).ToArray();
        if (answers.Length == 0)
        {
            throw NoAnswer(replies);
        }

        RequireKnownFields(answers);
        var hits = answers
            .SelectMany(answer => answer.Hits)
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.Id, StringComparer.Ordinal)
            .Take(query.K)
            .ToImmutableArray();
        return new MergedAnswer(
            hits,
            new Coverage(
                catalog.Settings.Shards,
                answers.Length,
                replies.Sum(reply => (long)(reply.Answer?.Items ?? 0)),
                answers.Sum(answer => (long)answer.ItemsSearched),
                isComplete && answers.All(answer => answer.Exact)));
    }

    /// <summary>The k most varied of the candidates; their vectors come from the shards that own them.</summary>
    public async Task<ImmutableArray<Hit>> DiversifyAsync(ImmutableArray<Hit> candidates, int k, double diversity, CancellationToken stop)
    {
        var found = await route.AskOwnersAsync(catalog, candidates.Select(hit => hit.Id), (shard, ids) => shard.GetVectorsAsync(ids, stop));
        var vectors = found.ToDictionary(item => item.Id, item => item.Vector, StringComparer.Ordinal);
        var known = candidates
            .Where(hit => vectors.ContainsKey(hit.Id))
            .Select(hit => new DiversityCandidate(hit.Id, hit.Score, MemoryMarshal.Cast<byte, float>(vectors[hit.Id].Span).ToArray()))
            .ToArray();
        // Some hundred thousand inner products: not on the grain's scheduler.
        var varied = await Task.Run(() => Diversifier.Diversify(known, k, diversity), stop);
        return [.. varied.Select(hit => new Hit(hit.Id, hit.Score))];
    }

    /// <summary>The winners with their attributes, in the order given; one that was deleted meanwhile is left out.</summary>
    public async Task<ImmutableArray<Recommendation>> FetchAsync(ImmutableArray<Hit> hits, CancellationToken stop)
    {
        var found = await route.AskOwnersAsync(catalog, hits.Select(hit => hit.Id), (shard, ids) => shard.GetItemsAsync(ids, stop));
        var items = found.ToDictionary(item => item.Id, item => item.Attributes, StringComparer.Ordinal);
        return
        [
            .. hits
                .Where(hit => items.ContainsKey(hit.Id))
                .Select(hit => new Recommendation(hit.Id, hit.Score, items[hit.Id])),
        ];
    }

    Task<Reply[]> AskAllAsync(ShardQuery query, CancellationToken stop) =>
        Task.WhenAll(catalog.AllShards().Select(key => AskAsync(key, query, stop)));

    async Task<Reply> AskAsync(ShardKey key, ShardQuery query, CancellationToken stop)
    {
        try
        {
            return new Reply(await route.Shard(key).SearchAsync(query, stop).WaitAsync(stop), null);
        }
        catch (FashionOrleansException exception) when (exception.Code == ErrorCodes.UnknownCatalog)
        {
            // Not this shard's failure: the catalogue was dropped, and the caller starts anew.
            throw;
        }
        catch (Exception exception)
        {
            LogSilentShard(key, exception.Message);
            return new Reply(null, exception);
        }
    }

    void RequireKnownFields(ShardAnswer[] answers)
    {
        // A shard without items knows no fields at all, and a rare field may miss in some shards: only one that no shard knows is unknown.
        var holders = answers.Where(answer => answer.Items > 0).ToArray();
        if (holders.Length == 0)
        {
            return;
        }

        var unknown = holders[0].UnknownFields.FirstOrDefault(field => holders.All(answer => answer.UnknownFields.Contains(field)));
        if (unknown is not null)
        {
            throw new FashionOrleansException(
                ErrorCodes.UnknownFilterField,
                $"No item of '{catalog.Name}' has a field '{unknown}'. GET /api/v1/catalogs/{catalog.Name} lists the fields.");
        }
    }

    FashionOrleansException NoAnswer(Reply[] replies)
    {
        var failure = replies.Select(reply => reply.Failure).OfType<Exception>().FirstOrDefault();
        return failure switch
        {
            FashionOrleansException refusal => refusal,
            OperationCanceledException => new FashionOrleansException(
                ErrorCodes.DeadlineExceeded, $"No shard of '{catalog.Name}' answered in time. Try again."),
            _ => new FashionOrleansException(
                ErrorCodes.NotReady, $"No shard of '{catalog.Name}' is ready: they are loading or out of reach. Try again in a moment."),
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} did not answer a query: {Reason}")]
    partial void LogSilentShard(ShardKey shard, string reason);

    sealed record Reply(ShardAnswer? Answer, Exception? Failure);
}
