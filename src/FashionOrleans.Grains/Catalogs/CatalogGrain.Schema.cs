using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Catalogs;

public sealed partial class CatalogGrain
{
    /// <inheritdoc/>
    public async Task<CatalogSchema> GetSchemaAsync(CancellationToken cancellationToken)
    {
        var status = await GetStatusAsync(cancellationToken);
        return SchemaInference.Join(FieldRules.Read(status.Catalog.Schema), status.Fields);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Every shard looks at its items in the turn of a write and refuses contradictions from then on; only when all have agreed is the schema kept.
    /// A shard that was moved in between has read the old one: so all are asked a second time.
    /// </remarks>
    public async Task<CatalogSchema> SetSchemaAsync(ImmutableDictionary<string, string> declared, CancellationToken cancellationToken)
    {
        var schema = FieldRules.Write(declared);
        var catalog = await RequireAsync(cancellationToken);
        var kept = false;
        try
        {
            await DeclareAsync(catalog, schema, cancellationToken);
            kept = await store.SetSchemaAsync(catalog, schema, cancellationToken);
            if (!kept)
            {
                throw new FashionOrleansException(ErrorCodes.NotReady, $"The schema of '{Name}' was changed by somebody else at the same time. Look at it, then try again.");
            }

            await DeclareAsync(catalog, schema, cancellationToken);
        }
        catch
        {
            await TakeBackAsync(catalog, schema, kept);
            throw;
        }

        return await GetSchemaAsync(cancellationToken);
    }

    async Task DeclareAsync(Catalog catalog, string? schema, CancellationToken cancellationToken)
    {
        var conflicts = await Task.WhenAll(
            catalog.AllShards().Select(key => GrainFactory.GetGrain<IShardGrain>(key.ToString()).DeclareAsync(schema, cancellationToken)));
        if (Array.Find(conflicts, conflict => conflict is not null) is { } found)
        {
            throw new FashionOrleansException(
                ErrorCodes.SchemaContradicted,
                $"The field '{found.Field}' cannot be declared as {found.Type}: for example the item '{found.Item}' holds something else. Store such items anew first, or declare another type. Nothing was changed.");
        }
    }

    /// <summary>Brings back what was declared before. A shard that cannot be told reads it when it is activated anew.</summary>
    async Task TakeBackAsync(Catalog catalog, string? schema, bool kept)
    {
        if (kept)
        {
            await store.SetSchemaAsync(catalog with { Schema = schema }, catalog.Schema, CancellationToken.None);
        }

        var current = await store.FindCatalogAsync(Name, CancellationToken.None);
        await Task.WhenAll(catalog.AllShards().Select(async key =>
        {
            try
            {
                await GrainFactory.GetGrain<IShardGrain>(key.ToString()).DeclareAsync(current?.Schema, CancellationToken.None);
            }
            catch (Exception exception) when (exception is OrleansException or FashionOrleansException or TimeoutException)
            {
                LogSilent(key.ToString(), exception.Message);
            }
        }));
    }
}
