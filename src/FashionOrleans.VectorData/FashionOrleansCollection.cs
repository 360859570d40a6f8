using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using FashionOrleans.Client;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace FashionOrleans.VectorData;

/// <summary>A catalogue of a FashionOrleans server as a collection of records. Thread-safe.</summary>
/// <typeparam name="TKey"><see cref="string"/>: the item's id; <see cref="object"/> for records without a class of their own.</typeparam>
/// <typeparam name="TRecord">
/// A class with one key (a string), data properties (texts, numbers, truth values, lists of texts: the item's attributes) and one vector: an embedding
/// of the catalogue's model, or a picture (<see cref="DataContent"/>) that the server embeds and keeps. What is null is not stored.
/// </typeparam>
#pragma warning disable CA1711 // The abstraction's own word.
public sealed partial class FashionOrleansCollection<TKey, TRecord> : VectorStoreCollection<TKey, TRecord>, IKeywordHybridSearchable<TRecord>
    where TKey : notnull
    where TRecord : class
#pragma warning restore CA1711
{
    readonly FashionOrleansClient _client;
    readonly CatalogSettings _settings;
    readonly CollectionModel _model;
    readonly RecordMapper<TRecord> _mapper;
    readonly VectorStoreCollectionMetadata _metadata;

    /// <summary>A collection, whether its catalogue exists or not.</summary>
    /// <param name="client">Not disposed.</param>
    /// <param name="name">Name of the catalogue: 1..63 of a-z 0-9 -, starting with a letter or digit.</param>
    /// <param name="options">Null for the defaults; records without a class of their own need a definition.</param>
    /// <exception cref="NotSupportedException">The record has a property that a catalogue cannot hold.</exception>
    public FashionOrleansCollection(FashionOrleansClient client, string name, FashionOrleansCollectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (typeof(TKey) != typeof(string) && typeof(TKey) != typeof(object))
            throw new NotSupportedException($"The key of a collection is {typeof(TKey).Name}; ids of items are texts. Make it a string.");
        options ??= new();
        _client = client;
        Name = name;
        _model = typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? new RecordModelBuilder().BuildDynamic(
                options.Definition ?? throw new ArgumentException("Records without a class of their own need a definition.", nameof(options)), options.EmbeddingGenerator)
            : new RecordModelBuilder().Build(typeof(TRecord), typeof(TKey), options.Definition, options.EmbeddingGenerator);
        _settings = _model.VectorProperty.IndexKind switch
        {
            IndexKind.Hnsw => options.CatalogSettings with { Index = "hnsw" },
            IndexKind.Flat => options.CatalogSettings with { Index = "exact" },
            _ => options.CatalogSettings,
        };
        _mapper = new(_model);
        _metadata = new() { VectorStoreSystemName = FashionOrleansVectorStore.SystemName, VectorStoreName = client.Server.Authority, CollectionName = name };
    }

    /// <inheritdoc/>
    public override string Name { get; }

    ServerCalls Server => new(_client, Name);

    bool KeepsVectors => RecordModelBuilder.IsVector(_model.VectorProperty.Type);

    /// <inheritdoc/>
    public override async Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) =>
        await Server.AskAsync(() => _client.FindCatalogAsync(Name, cancellationToken)) is not null;

    /// <summary>Creates the catalogue when it is absent. One that is there is taken with the settings it has.</summary>
    /// <exception cref="VectorStoreException">The server refuses, or the catalogue's embeddings have another number of dimensions than the record says.</exception>
    public override async Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default)
    {
        var catalog = await FindAsync();
        if (catalog is null)
        {
            await Server.AskAsync(async () =>
            {
                try
                {
                    return await _client.EnsureCatalogAsync(Name, _settings, cancellationToken);
                }
                catch (ProblemException problem) when (problem.Code == ProblemCodes.CatalogExists)
                {
                    // Somebody else was quicker, with other settings.
                    return false;
                }
            });
            catalog = await FindAsync();
        }
        var vector = _model.VectorProperty;
        if (catalog is not null && catalog.Dimension != vector.Dimensions)
        {
            throw Server.Failure(
                $"The catalogue '{Name}' holds embeddings of {catalog.Dimension} numbers ({catalog.Model}), and '{vector.ModelName}' says {vector.Dimensions}. Change one of them.",
                nameof(EnsureCollectionExistsAsync));
        }

        Task<CatalogDetails?> FindAsync() => Server.AskAsync(() => _client.FindCatalogAsync(Name, cancellationToken), nameof(EnsureCollectionExistsAsync));
    }

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) =>
        Server.AskAsync(() => _client.DropCatalogAsync(Name, cancellationToken));

    /// <inheritdoc/>
    public override async Task<TRecord?> GetAsync(TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        var withVector = IncludesVectors(options?.IncludeVectors == true);
        var item = await Server.AskAsync(() => _client.FindItemAsync(Name, Id(key), withVector, cancellationToken));
        return item is null ? null : _mapper.ToRecord(item.Id, item.Attributes, withVector ? item.Embedding : null);
    }

    /// <summary>Some of the records that a filter admits. Which, and in which order, is the server's choice, and the same each time.</summary>
    /// <param name="filter">The condition.</param>
    /// <param name="top">How many at most; with those skipped at most 1,000.</param>
    /// <param name="options">How many to skip, and whether to read vectors. There is no order to ask for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotSupportedException">The condition cannot be said in the server's filters, or an order was asked for.</exception>
    public override async IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter,
        int top,
        FilteredRecordRetrievalOptions<TRecord>? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (options?.OrderBy is not null) throw new NotSupportedException("The server does not sort by attributes. Leave OrderBy out and sort what comes.");
        // A query needs something to compare with, and here any direction will do.
        var anything = new float[_model.VectorProperty.Dimensions];
        anything.AsSpan().Fill(1);
        var request = new RecommendationRequest
        {
            Like = [Example.OfEmbedding(anything)],
            K = Results(top, options?.Skip ?? 0),
            Filter = FilterTranslator.Translate(filter, _model),
            Exact = true,
        };
        await foreach (var result in ResultsAsync(request, filter, options?.Skip ?? 0, options?.IncludeVectors == true, nameof(GetAsync), cancellationToken))
            yield return result.Record;
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(TKey key, CancellationToken cancellationToken = default) =>
        Server.AskAsync(() => _client.DeleteItemAsync(Name, Id(key), cancellationToken));

    /// <inheritdoc/>
    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default) => UpsertAsync([record], cancellationToken);

    /// <summary>Stores records, each wholly in place of the one of its key, in requests of at most 1,000.</summary>
    /// <exception cref="ArgumentException">A record has no key, or neither a vector nor a picture; nothing was stored.</exception>
    /// <exception cref="VectorStoreException">The server does not answer, or refused records; the message counts them and says why. The others are stored.</exception>
    public override async Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        IReadOnlyList<TRecord> all = [.. records];
        if (all.Count == 0) return;
        var vector = _model.VectorProperty;
        var generated = vector.EmbeddingType == vector.Type
            ? null
            : await vector.GenerateEmbeddingsAsync(all.Select(vector.GetValueAsObject), cancellationToken);
        var items = all.Select((record, place) => _mapper.ToItem(record, (Embedding<float>?)generated?[place])).ToList();
        var refused = new List<ItemResult>();
        foreach (var batch in Batches(items))
            refused.AddRange((await Server.AskAsync(() => _client.UpsertItemsAsync(Name, batch, cancellationToken))).Where(result => !result.IsStored));
        if (refused is [var first, ..])
            throw Server.Failure($"{refused.Count} of {items.Count} records were refused, the first '{first.Id}': {first.Detail} ({first.Code})", nameof(UpsertAsync));
    }

    /// <summary>The <see cref="VectorStoreCollectionMetadata"/> or the <see cref="FashionOrleansClient"/>; null for anything else.</summary>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(VectorStoreCollectionMetadata) ? _metadata
            : serviceType == typeof(FashionOrleansClient) ? _client
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    static IEnumerable<IReadOnlyList<ItemUpload>> Batches(List<ItemUpload> items)
    {
        // Room for what surrounds the items.
        const int MaxBytes = FashionOrleansClient.MaxBatchBytes - 1_024;
        var (batch, bytes) = (new List<ItemUpload>(), 0L);
        foreach (var item in items)
        {
            if (batch.Count == FashionOrleansClient.MaxBatchItems || (batch.Count > 0 && bytes + item.MaxEncodedBytes > MaxBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
            batch.Add(item);
            bytes += item.MaxEncodedBytes;
        }
        yield return batch;
    }

    static string Id(TKey key) => key as string ?? throw new ArgumentException($"The key '{key}' is no text; ids of items are.", nameof(key));

    bool IncludesVectors(bool asked) => asked && !KeepsVectors
        ? throw new NotSupportedException($"'{_model.VectorProperty.ModelName}' is what the vector is made of, not the vector. Leave IncludeVectors out.")
        : asked;
}
