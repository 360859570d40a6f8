using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Queries;

/// <summary>One query over all shards of a catalogue: asks their silos at the same time, merges their best, accounts for the silent ones.</summary>
sealed class FanOut(SiloCalls silos, CatalogRoute route, Catalog catalog)
{
    /// <summary>The k best of all shards that answered before <paramref name="stop"/>.</summary>
    /// <exception cref="FashionOrleansException">No shard answered, the filter names a field that no item has, or the catalogue is gone.</exception>
    public async Task<MergedAnswer> SearchAsync(ShardQuery query, CancellationToken stop)
    {
        var replies = await silos.AskAsync(
            catalog.Name,
            catalog.AllShards(),
            (host, shards, token) => host.SearchAsync(shards, query, token),
            answer => answer.Shards.Where(shard => shard.State == ShardState.Absent).Select(shard => shard.Shard),
            stop);
        var answers = replies.Select(reply => reply.Value).OfType<HostAnswer>().ToArray();
        var shards = answers.SelectMany(answer => answer.Shards).Where(shard => shard.State == ShardState.Ready).ToArray();
        if (shards.Length == 0)
        {
            throw await NoAnswerAsync(replies, stop);
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
                shards.Length,
                shards.Sum(shard => (long)shard.Items),
                shards.Sum(shard => (long)shard.ItemsSearched),
                shards.All(shard => shard.Exact),
                shards.Count(shard => !shard.Current)));
    }

    /// <summary>The k most varied of the candidates; their vectors come from the silos that hold them.</summary>
    public async Task<ImmutableArray<Hit>> DiversifyAsync(ImmutableArray<Hit> candidates, int k, double diversity, CancellationToken stop)
    {
        var (found, _) = await ReadAsync(
            candidates.Select(hit => hit.Id), (host, wanted, token) => host.GetVectorsAsync(wanted, token), stop);
        var vectors = found.ToDictionary(item => item.Id, item => item.Vector, StringComparer.Ordinal);
        var known = candidates
            .Where(hit => vectors.ContainsKey(hit.Id))
            .Select(hit => new DiversityCandidate(hit.Id, hit.Score, MemoryMarshal.Cast<byte, float>(vectors[hit.Id].Span).ToArray()))
            .ToArray();
        // Some hundred thousand inner products: not on the grain's scheduler.
        var varied = await Task.Run(() => Diversifier.Diversify(known, k, diversity), stop);
        return [.. varied.Select(hit => new Hit(hit.Id, hit.Score))];
    }

    /// <summary>
    /// The winners with their attributes, in the order given; one that was deleted meanwhile is left out. So are those whose silos have been
    /// lost since the search: their shards are told apart.
    /// </summary>
    public async Task<(ImmutableArray<Recommendation> Winners, int LostShards)> FetchAsync(ImmutableArray<Hit> hits, CancellationToken stop)
    {
        var (found, lost) = await ReadAsync(hits.Select(hit => hit.Id), (host, wanted, token) => host.GetItemsAsync(wanted, token), stop);
        var items = found.ToDictionary(item => item.Id, item => item.Attributes, StringComparer.Ordinal);
        return (
            [
                .. hits
                    .Where(hit => items.ContainsKey(hit.Id))
                    .Select(hit => new Recommendation(hit.Id, hit.Score, items[hit.Id])),
            ],
            lost);
    }

    /// <summary>The vectors of the items that exist, as far as their shards' copies know.</summary>
    public async Task<ImmutableArray<ItemVector>> FindVectorsAsync(IEnumerable<string> ids, CancellationToken stop) =>
        (await ReadAsync(ids, (host, wanted, token) => host.GetVectorsAsync(wanted, token), stop)).Found;

    async Task<(ImmutableArray<T> Found, int LostShards)> ReadAsync<T>(
        IEnumerable<string> ids, Func<IShardHost, ImmutableArray<ShardItems>, CancellationToken, Task<HostReply<T>>> read, CancellationToken stop)
    {
        var owned = ids.ToLookup(catalog.ShardOf);
        var replies = await silos.AskAsync(
            catalog.Name,
            owned.Select(group => group.Key),
            (host, shards, token) => read(host, [.. shards.Select(shard => new ShardItems(shard, [.. owned[shard]]))], token),
            reply => reply.Absent,
            stop);
        return (
            [.. replies.SelectMany(reply => reply.Value?.Values ?? [])],
            replies.Sum(reply => reply.Value?.Absent.Length ?? reply.Shards.Length));
    }

    void RequireKnownFields(HostAnswer[] answers)
    {
        var holders = Array.FindAll(answers, answer => answer.Shards.Any(shard => shard is { State: ShardState.Ready, Items: > 0 }));
        if (holders.Length == 0)
        {
            return;
        }

        var unknown = holders[0].UnknownFields.FirstOrDefault(field => Array.TrueForAll(holders, answer => answer.UnknownFields.Contains(field)));
        if (unknown is not null)
        {
            throw new FashionOrleansException(
                ErrorCodes.UnknownFilterField,
                $"No item of '{catalog.Name}' has a field '{unknown}'. GET /api/v1/catalogs/{catalog.Name} lists the fields.");
        }
    }

    async Task<FashionOrleansException> NoAnswerAsync(IReadOnlyList<SiloReply<HostAnswer>> replies, CancellationToken stop)
    {
        var failures = replies.Select(reply => reply.Failure).OfType<Exception>().ToArray();
        if (failures.OfType<FashionOrleansException>().FirstOrDefault() is { } refusal)
        {
            return refusal;
        }

        if (stop.IsCancellationRequested)
        {
            return new FashionOrleansException(ErrorCodes.DeadlineExceeded, $"No shard of '{catalog.Name}' answered in time. Try again.");
        }

        return await route.IsGoneAsync(catalog, stop)
            ? Refusals.UnknownCatalog(catalog.Name)
            : new FashionOrleansException(
                ErrorCodes.NotReady, $"No shard of '{catalog.Name}' is ready: they are loading or out of reach. Try again in a moment.");
    }
}
