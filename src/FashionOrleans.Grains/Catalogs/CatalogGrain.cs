using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Catalogs;

/// <inheritdoc cref="ICatalogGrain"/>
/// <remarks>
/// Creation and drop run one at a time, since the grain is not reentrant; reading may interleave with them. The durable store is the truth,
/// so a second activation after a failure does no harm.
/// </remarks>
[RequireRole(SiloRoles.Storage)]
public sealed class CatalogGrain(IItemStore store) : Grain, ICatalogGrain
{
    string Name => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<CatalogCreation> CreateAsync(CatalogSettings settings, CancellationToken cancellationToken)
    {
        CatalogName.Require(Name);
        RequireValid(settings);
        var model = await GrainFactory.GetGrain<IEmbeddingGrain>(settings.Model).DescribeAsync(cancellationToken);
        var creation = await store.CreateCatalogAsync(Name, settings, model.Dimension, cancellationToken);
        return creation.Created || creation.Catalog.Settings == settings
            ? creation
            : throw new FashionOrleansException(
                ErrorCodes.CatalogExists,
                $"The catalogue '{Name}' exists with other settings ({Describe(creation.Catalog.Settings)}). Use those, choose another name, or drop it first.");
    }

    /// <inheritdoc/>
    public async Task<CatalogStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var catalog = await RequireAsync(cancellationToken);
        var shards = catalog.AllShards().Select(key => GrainFactory.GetGrain<IShardGrain>(key.ToString())).ToArray();
        var statuses = await Task.WhenAll(shards.Select(shard => shard.GetStatusAsync()));
        var fields = await Task.WhenAll(shards
            .Where((_, number) => statuses[number].State == ShardState.Ready)
            .Select(shard => shard.GetFieldsAsync(cancellationToken)));
        return new CatalogStatus(catalog, [.. statuses.OrderBy(status => status.Number)], FieldMerge.Merge(fields));
    }

    /// <inheritdoc/>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        var catalog = await RequireAsync(cancellationToken);
        await store.DropCatalogAsync(catalog, cancellationToken);
        await Task.WhenAll(catalog.AllShards().Select(key => GrainFactory.GetGrain<IShardGrain>(key.ToString()).ReleaseAsync()));
    }

    async Task<Catalog> RequireAsync(CancellationToken cancellationToken) =>
        await store.FindCatalogAsync(Name, cancellationToken) ?? throw Refusals.UnknownCatalog(Name);

    static void RequireValid(CatalogSettings settings)
    {
        if (settings.Shards is < 1 or > CatalogSettings.MaxShards)
        {
            throw Invalid($"'shards' is {settings.Shards}; it must be 1 to {CatalogSettings.MaxShards}.");
        }

        if (settings.Replicas is < 1 or > CatalogSettings.MaxReplicas)
        {
            throw Invalid($"'replicas' is {settings.Replicas}; it must be 1 to {CatalogSettings.MaxReplicas}.");
        }

        RequireOneOf("index", settings.Index, CatalogSettings.ExactIndex, CatalogSettings.GraphIndex);
        RequireOneOf("vectorFormat", settings.VectorFormat, CatalogSettings.SinglePrecision, CatalogSettings.HalfPrecision);
        RequireOneOf("vectorStorage", settings.VectorStorage, CatalogSettings.InMemory, CatalogSettings.Mapped);
    }

    static void RequireOneOf(string name, string value, params ReadOnlySpan<string> allowed)
    {
        if (!allowed.Contains(value))
        {
            throw Invalid($"'{name}' is '{value}'; it must be '{string.Join("' or '", allowed)}'.");
        }
    }

    static string Describe(CatalogSettings settings) =>
        $"model {settings.Model}, {settings.Shards} shards, {settings.Replicas} replicas, index {settings.Index}, vectorFormat {settings.VectorFormat}, vectorStorage {settings.VectorStorage}";

    static FashionOrleansException Invalid(string message) => new(ErrorCodes.InvalidCatalogSettings, message);
}
