using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Shards;

/// <inheritdoc cref="IShardGrain"/>
/// <remarks>
/// Reads go to an immutable snapshot of the index and interleave freely. Writes take turns: commit to the store, then publish to the
/// index, then answer; so memory never shows what the store does not have, and versions reach memory in the store's order.
/// </remarks>
[KeepAlive, Reentrant, RequireRole(SiloRoles.Storage)]
public sealed partial class ShardGrain(
    IItemStore store,
    ShardEngine engine,
    IOptions<QueryOptions> queries,
    TimeProvider time,
    ILogger<ShardGrain> log) : Grain, IShardGrain, IDisposable
{
    readonly SemaphoreSlim _writing = new(1, 1);

    /// <inheritdoc/>
    public async Task<ShardAnswer> SearchAsync(ShardQuery query, CancellationToken cancellationToken)
    {
        if (!_loading.IsCompletedSuccessfully && !await LoadsWithinAsync(queries.Value.LoadingGrace, cancellationToken))
        {
            return new ShardAnswer(_state, [], 0, 0, 0, Exact: false, []);
        }

        var index = await ReadyAsync(cancellationToken);
        try
        {
            var result = await SearchAsync(index, query, cancellationToken);
            return new ShardAnswer(
                ShardState.Ready,
                [.. result.Hits.Select(hit => new Hit(hit.Id, hit.Score))],
                index.Count,
                result.ItemsSearched,
                result.RowsRescored,
                result.IsExact,
                [.. result.UnknownFilterFields]);
        }
        catch (ScanQueueFullException exception)
        {
            throw new FashionOrleansException(ErrorCodes.Overloaded, exception.Message);
        }
    }

    async Task<SearchResult> SearchAsync(VectorIndex index, ShardQuery query, CancellationToken cancellationToken)
    {
        var filter = query.Filter.IsEmpty ? null : Filter.Parse(query.Filter.Span);
        return query is { Like: [var only], Unlike: [] }
            ? await index.SearchAsync(
                new SearchQuery
                {
                    Vector = ToVector(only),
                    K = query.K,
                    Filter = filter,
                    Exclude = query.Exclude,
                    Ef = query.Ef,
                    Exact = query.Exact,
                    Threshold = query.Question is { } question ? engine.ThresholdOf(question, query.K) : null,
                },
                cancellationToken)
            : await BestMatch.SearchAsync(
                index,
                new BestMatchQuery
                {
                    Likes = [.. query.Like.Select(ToVector)],
                    Unlikes = [.. query.Unlike.Select(ToVector)],
                    K = query.K,
                    Filter = filter,
                    Exclude = query.Exclude,
                    Ef = query.Ef,
                    Exact = query.Exact,
                },
                cancellationToken);
    }

    static ReadOnlyMemory<float> ToVector(ReadOnlyMemory<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes.Span).ToArray();

    /// <inheritdoc/>
    public async Task<ImmutableArray<Item>> GetItemsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken) =>
        Read(await ReadyAsync(cancellationToken), ids);

    /// <inheritdoc/>
    public async Task<ImmutableArray<ItemVector>> GetVectorsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken)
    {
        var index = await ReadyAsync(cancellationToken);
        var vectors = ImmutableArray.CreateBuilder<ItemVector>(ids.Length);
        foreach (var id in ids)
        {
            var bytes = new byte[index.Dimension * sizeof(float)];
            if (index.TryGetVector(id, MemoryMarshal.Cast<byte, float>(bytes.AsSpan())))
            {
                vectors.Add(new ItemVector(id, bytes));
            }
        }

        return vectors.DrainToImmutable();
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ItemRevision>> GetRevisionsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken)
    {
        await ReadyAsync(cancellationToken);
        return [.. await store.GetRevisionsAsync(_key, ids, cancellationToken)];
    }

    /// <inheritdoc/>
    public async Task<Picture?> GetPictureAsync(string id, CancellationToken cancellationToken)
    {
        await ReadyAsync(cancellationToken);
        return await store.GetPictureAsync(_key, id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<RankedItem>> SampleAsync(int count, int seed, CancellationToken cancellationToken)
    {
        var index = await ReadyAsync(cancellationToken);
        var items = ImmutableArray.CreateBuilder<RankedItem>();
        foreach (var sampled in index.Sample(count, seed))
        {
            if (index.TryGetAttributes(sampled.Id, out var attributes))
            {
                items.Add(new RankedItem(new Item(sampled.Id, attributes), sampled.Rank));
            }
        }

        return items.DrainToImmutable();
    }

    /// <inheritdoc/>
    public Task<ShardStatus> GetStatusAsync() => Task.FromResult(new ShardStatus(
        _key.Number,
        GrainContext.Address.SiloAddress?.ToString() ?? "",
        _owner?.Epoch ?? 0,
        _version,
        _state,
        _state == ShardState.Ready ? _index!.Count : 0,
        _index?.MemoryBytes ?? 0));

    /// <inheritdoc/>
    public async Task<ImmutableArray<Contracts.FieldDescription>> GetFieldsAsync(CancellationToken cancellationToken)
    {
        var index = await ReadyAsync(cancellationToken);
        return
        [
            .. index.Fields.Select(field => new Contracts.FieldDescription(
                field.Name,
                FieldTypeNames.Of(field.Types),
                field.Items,
                [.. field.Values.Select(value => new FieldValue(value.Value, value.Items))])),
        ];
    }

    static ImmutableArray<Item> Read(VectorIndex index, IEnumerable<string> ids)
    {
        var items = ImmutableArray.CreateBuilder<Item>();
        foreach (var id in ids)
        {
            if (index.TryGetAttributes(id, out var attributes))
            {
                items.Add(new Item(id, attributes));
            }
        }

        return items.DrainToImmutable();
    }
}
