using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Queries;

/// <summary>One query over all shards of a catalogue: asks their silos at the same time, merges their best, accounts for the silent ones.</summary>
sealed class FanOut(SiloCalls silos, CatalogRoute route, Catalog catalog)
{
    readonly HashSet<ShardKey> _lost = [];
    readonly HashSet<ShardKey> _behind = [];

    /// <summary>Shards that were searched and could not be reached any more for what was found in them.</summary>
    public int LostShards => _lost.Count;

    /// <summary>Shards that were searched or read in a copy that may lack the latest writes.</summary>
    public int ShardsBehind => _behind.Count;

    /// <summary>The k best of all shards that answered before <paramref name="stop"/>.</summary>
    /// <exception cref="FashionOrleansException">No shard answered, the filter names a field that no item has, or the catalogue is gone.</exception>
    public async Task<MergedAnswer> SearchAsync(ShardQuery query, CancellationToken stop)
    {
        var replies = await silos.AskAsync(
            catalog.Name,
            catalog.AllShards(),
            (host, shards, token) => host.SearchAsync(shards, query, token),
            answer => answer.Shards.Where(shard => shard.State == ShardState.Absent).Select(shard => shard.Shard),
            Judge,
            stop);
        var answers = replies.Select(reply => reply.Value).OfType<HostAnswer>().ToArray();
        var shards = answers.SelectMany(answer => answer.Shards).Where(shard => shard.State == ShardState.Ready).ToArray();
        if (shards.Length == 0)
        {
            throw await NoAnswerAsync(replies, stop);
        }

        _behind.UnionWith(shards.Where(shard => !shard.Current).Select(shard => shard.Shard));
        RequireKnownFields(answers);
        var facets = MergeFacets(answers, query.Facets);
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
                _behind.Count),
            facets);
    }

    /// <summary>What ranking by words needs to know of the catalogue, as far as its shards' copies answer.</summary>
    public async Task<WordCounts> CountWordsAsync(ImmutableArray<string> words, CancellationToken stop)
    {
        var replies = await silos.AskAsync(
            catalog.Name,
            catalog.AllShards(),
            (host, shards, token) => host.CountWordsAsync(shards, words, token),
            reply => reply.Absent,
            Judge,
            stop);
        var counts = replies.SelectMany(reply => reply.Value?.Values ?? []).ToArray();
        return new WordCounts(
            counts.Sum(shard => shard.Items),
            counts.Sum(shard => shard.Words),
            [.. words.Select((_, word) => counts.Sum(shard => shard.Holders[word]))]);
    }

    /// <summary>The k most varied of the candidates; their vectors come from the silos that hold them.</summary>
    public async Task<ImmutableArray<Hit>> DiversifyAsync(ImmutableArray<Hit> candidates, int k, double diversity, CancellationToken stop)
    {
        var found = await ReadAsync(
            candidates,
            (host, wanted, token) => host.GetVectorsAsync(wanted, token),
            (shard, ids, token) => shard.GetVectorsAsync(ids, token),
            item => item.Id,
            stop);
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
    /// The winners with their attributes, in the order given; one that was deleted meanwhile is left out. So are those whose shards have been
    /// lost since the search, see <see cref="LostShards"/>.
    /// </summary>
    public async Task<ImmutableArray<Recommendation>> FetchAsync(ImmutableArray<Hit> hits, CancellationToken stop)
    {
        var found = await ReadAsync(
            hits,
            (host, wanted, token) => host.GetItemsAsync(wanted, token),
            (shard, ids, token) => shard.GetItemsAsync(ids, token),
            item => item.Id,
            stop);
        var items = found.ToDictionary(item => item.Id, item => item.Attributes, StringComparer.Ordinal);
        return
        [
            .. hits
                .Where(hit => items.ContainsKey(hit.Id))
                .Select(hit => new Recommendation(hit.Id, hit.Score, items[hit.Id])),
        ];
    }

    /// <summary>The vectors of the items that exist, as far as their shards' copies know.</summary>
    public async Task<ImmutableArray<ItemVector>> FindVectorsAsync(IEnumerable<string> ids, CancellationToken stop) =>
        (await AskCopiesAsync(ids.ToLookup(catalog.ShardOf), (host, wanted, token) => host.GetVectorsAsync(wanted, token), stop)).Found;

    /// <summary>Reads what was found in a search from copies, and what those do not have from the shards themselves.</summary>
    async Task<IReadOnlyList<T>> ReadAsync<T>(
        ImmutableArray<Hit> hits,
        Func<IShardHost, ImmutableArray<ShardItems>, CancellationToken, Task<HostReply<T>>> read,
        Func<IShardGrain, ImmutableArray<string>, CancellationToken, Task<ImmutableArray<T>>> readFromOwner,
        Func<T, string> idOf,
        CancellationToken stop)
    {
        var (found, lost) = await AskCopiesAsync(hits.Select(hit => hit.Id).ToLookup(catalog.ShardOf), read, stop);
        _lost.UnionWith(lost);

        // A copy other than the one that was searched may not have heard of an item yet; or it was deleted.
        var known = found.Select(idOf).ToHashSet(StringComparer.Ordinal);
        var missing = hits.Select(hit => hit.Id).Where(id => !known.Contains(id)).ToLookup(catalog.ShardOf);
        var late = await silos.AskOwnersAsync(
            missing.Select(group => group.Key).Where(shard => !lost.Contains(shard)),
            async (owner, shard) => new HostReply<T>(await readFromOwner(owner, [.. missing[shard]], stop), [], []),
            stop);
        _lost.UnionWith(late.Where(reply => reply.Value is null).SelectMany(reply => reply.Shards));
        return [.. found, .. late.SelectMany(reply => reply.Value?.Values ?? [])];
    }

    async Task<(ImmutableArray<T> Found, HashSet<ShardKey> Lost)> AskCopiesAsync<T>(
        ILookup<ShardKey, string> owned, Func<IShardHost, ImmutableArray<ShardItems>, CancellationToken, Task<HostReply<T>>> read, CancellationToken stop)
    {
        var replies = await silos.AskAsync(
            catalog.Name,
            owned.Select(group => group.Key),
            (host, shards, token) => read(host, [.. shards.Select(shard => new ShardItems(shard, [.. owned[shard]]))], token),
            reply => reply.Absent,
            Judge,
            stop);
        _behind.UnionWith(replies.SelectMany(reply => reply.Value?.Behind ?? []));

        // Of what a silo did not have, some was found elsewhere: then it is not among the shards of that silo's reply any more.
        return (
            [.. replies.SelectMany(reply => reply.Value?.Values ?? [])],
            [.. replies.SelectMany(reply => reply.Value is { } value ? reply.Shards.Where(value.Absent.Contains) : reply.Shards)]);
    }

    static ReplyQuality Judge(HostAnswer answer) =>
        answer.Shards.Any(shard => shard.State != ShardState.Ready) ? ReplyQuality.Partial
        : answer.Shards.All(shard => shard.Current) ? ReplyQuality.Whole
        : ReplyQuality.Behind;

    static ReplyQuality Judge<T>(HostReply<T> reply) =>
        !reply.Absent.IsEmpty ? ReplyQuality.Partial : reply.Behind.IsEmpty ? ReplyQuality.Whole : ReplyQuality.Behind;

    ImmutableArray<Facet> MergeFacets(HostAnswer[] answers, ImmutableArray<string> fields)
    {
        if (fields.IsDefaultOrEmpty)
        {
            return [];
        }

        var isEmpty = !answers.Any(answer => answer.Shards.Any(shard => shard is { State: ShardState.Ready, Items: > 0 }));
        var sums = HostFacets.Sum(answers.Select(answer => answer.Facets)).ToDictionary(facet => facet.Field, StringComparer.Ordinal);
        return [.. fields.Select(field => ToFacet(sums[field], isEmpty))];
    }

    Facet ToFacet(ShardFacet sum, bool isEmpty)
    {
        if (!sum.IsKnown && !isEmpty)
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidFacet, $"No item of '{catalog.Name}' has a field '{sum.Field}' to count. GET /api/v1/catalogs/{catalog.Name} lists the fields.");
        }

        if (sum.HasTooManyValues)
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidFacet, $"The field '{sum.Field}' has too many different values to count. Ask for fields that many items share, or filter first.");
        }

        var values = sum.Values.OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).ToArray();
        return new Facet(
            sum.Field,
            sum.Items,
            [.. values.Take(Facet.MaxValues)],
            Math.Max(0, values.Length - Facet.MaxValues),
            double.IsFinite(sum.Minimum) ? sum.Minimum : null,
            double.IsFinite(sum.Maximum) ? sum.Maximum : null);
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
