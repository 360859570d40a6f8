using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Catalogs;

/// <inheritdoc cref="ICatalogGrain"/>
/// <remarks>
/// Creation and drop run one at a time, since the grain is not reentrant; reading may interleave with them. The durable store is the truth,
/// so a second activation after a failure does no harm.
/// </remarks>
[RequireRole(SiloRoles.Storage)]
public sealed partial class CatalogGrain(
    IItemStore store, IMigrationStore migrations, IQuarantineStore quarantine, TimeProvider time, ILogger<CatalogGrain> log) : Grain, ICatalogGrain
{
    // A shard that is there answers at once, whatever it is doing.
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

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
        var shards = await Task.WhenAll(catalog.AllShards().Select(key => AskAsync(GrainFactory.GetGrain<IShardGrain>(key.ToString()), cancellationToken)));
        var answered = shards.Where(shard => shard.Status is not null).OrderBy(shard => shard.Status!.Number).ToArray();
        return new CatalogStatus(catalog, [.. answered.Select(shard => shard.Status!)], FieldMerge.Merge(answered.Select(shard => shard.Fields)))
        {
            Quarantined = await quarantine.CountQuarantineAsync(catalog, cancellationToken),
        };
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<QuarantineEntry>> GetQuarantineAsync(int limit, CancellationToken cancellationToken) =>
        [.. await quarantine.ListQuarantineAsync(await RequireAsync(cancellationToken), limit, cancellationToken)];

    /// <summary>What a shard says of itself; nothing when its silo is lost and nobody has noticed yet.</summary>
    async Task<(ShardStatus? Status, ImmutableArray<FieldDescription> Fields)> AskAsync(IShardGrain shard, CancellationToken cancellationToken)
    {
        ShardStatus? status = null;
        try
        {
            status = await shard.GetStatusAsync().WaitAsync(AnswerLimit, time, cancellationToken);
            return (status, status.State is ShardState.Ready or ShardState.Learning ? await shard.GetFieldsAsync(cancellationToken).WaitAsync(AnswerLimit, time, cancellationToken) : []);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            LogSilent(shard.GetPrimaryKeyString(), exception.Message);
            return (status, []);
        }
    }

    /// <inheritdoc/>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        // A damaged one as well: dropping is how to be rid of it.
        var catalog = await store.FindCatalogAsync(Name, cancellationToken) ?? throw Refusals.UnknownCatalog(Name);
        if (await migrations.FindStandbyAsync(Name, cancellationToken) is { } standby)
        {
            await DropAsync(standby, cancellationToken);
        }

        await DropAsync(catalog, cancellationToken);
    }

    async Task DropAsync(Catalog space, CancellationToken cancellationToken)
    {
        await store.DropCatalogAsync(space, cancellationToken);
        if (CatalogSoundness.FindDamage(space) is not null)
        {
            // No silo has shards of it.
            return;
        }

        await Task.WhenAll(space.AllShards().Select(key => GrainFactory.GetGrain<IShardGrain>(key.ToString()).ReleaseAsync()));
    }

    async Task<Catalog> RequireAsync(CancellationToken cancellationToken) =>
        CatalogSoundness.Require(await store.FindCatalogAsync(Name, cancellationToken) ?? throw Refusals.UnknownCatalog(Name));

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

    [LoggerMessage(Level = LogLevel.Debug, Message = "Shard {Shard} does not say how it is: {Reason}")]
    partial void LogSilent(string shard, string reason);
}
