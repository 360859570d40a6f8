using System.Runtime.CompilerServices;
using FashionOrleans.Client;
using Microsoft.Extensions.VectorData;

namespace FashionOrleans.VectorData;

/// <summary>
/// The catalogues of a FashionOrleans server as a vector store: a collection is a catalogue, a record an item, its data properties are
/// attributes. Thread-safe.
/// </summary>
public sealed class FashionOrleansVectorStore : VectorStore
{
    /// <summary>What the metadata name the system.</summary>
    public const string SystemName = "fashionorleans";

    readonly FashionOrleansClient _client;
    readonly FashionOrleansVectorStoreOptions _options;
    readonly VectorStoreMetadata _metadata;

    /// <summary>A store over a client.</summary>
    /// <param name="client">Not disposed.</param>
    /// <param name="options">Null for the defaults.</param>
    public FashionOrleansVectorStore(FashionOrleansClient client, FashionOrleansVectorStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new();
        _metadata = new() { VectorStoreSystemName = SystemName, VectorStoreName = client.Server.Authority };
    }

    /// <summary>A collection, whether its catalogue exists or not.</summary>
    /// <typeparam name="TKey"><see cref="string"/>.</typeparam>
    /// <typeparam name="TRecord">A class with a parameterless constructor; see <see cref="FashionOrleansCollection{TKey, TRecord}"/>.</typeparam>
    /// <param name="name">Name of the catalogue: 1..63 of a-z 0-9 -, starting with a letter or digit.</param>
    /// <param name="definition">Describes the record in place of attributes.</param>
    public override VectorStoreCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null) =>
        typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? throw new ArgumentException($"For records without a class of their own call {nameof(GetDynamicCollection)}.", nameof(definition))
            : new FashionOrleansCollection<TKey, TRecord>(_client, name, Options(definition));

    /// <summary>A collection of records without a class of their own.</summary>
    /// <param name="name">Name of the catalogue.</param>
    /// <param name="definition">Describes the record.</param>
    public override VectorStoreCollection<object, Dictionary<string, object?>> GetDynamicCollection(string name, VectorStoreCollectionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new FashionOrleansCollection<object, Dictionary<string, object?>>(_client, name, Options(definition));
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> ListCollectionNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var catalog in await Server().AskAsync(() => _client.ListCatalogsAsync(cancellationToken)))
            yield return catalog.Name;
    }

    /// <inheritdoc/>
    public override async Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default) =>
        await Server(name).AskAsync(() => _client.FindCatalogAsync(name, cancellationToken)) is not null;

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default) =>
        Server(name).AskAsync(() => _client.DropCatalogAsync(name, cancellationToken));

    /// <summary>The <see cref="VectorStoreMetadata"/> or the <see cref="FashionOrleansClient"/>; null for anything else.</summary>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(VectorStoreMetadata) ? _metadata
            : serviceType == typeof(FashionOrleansClient) ? _client
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    FashionOrleansCollectionOptions Options(VectorStoreCollectionDefinition? definition) => new()
    {
        Definition = definition,
        EmbeddingGenerator = _options.EmbeddingGenerator,
        CatalogSettings = _options.CatalogSettings,
    };

    ServerCalls Server(string? collection = null) => new(_client, collection);
}
