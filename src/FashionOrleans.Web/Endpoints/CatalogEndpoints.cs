using System.Globalization;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Endpoints;

/// <summary>Creating, listing, inspecting and dropping catalogues.</summary>
static class CatalogEndpoints
{
    const int MaxSettingsBytes = 64_000;

    public static void MapCatalogs(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/catalogs").WithTags("Catalogues");
        group.MapGet("/", ListAsync).ForThePage().WithSummary("All catalogues").Produces<CatalogListReply>();
        group.MapGet("/{catalog}", GetAsync).ForThePage().WithSummary("One catalogue: settings, fields, shards").Produces<CatalogReply>().ProducesProblem(404);
        group.MapPut("/{catalog}", CreateAsync).ForAdmins().WithSummary("Create a catalogue").Accepts<CatalogRequest>("application/json")
            .Produces<CatalogReply>(201).Produces<CatalogReply>().ProducesProblem(400).ProducesProblem(409);
        group.MapDelete("/{catalog}", DropAsync).ForAdmins().WithSummary("Drop a catalogue with all items").Produces(204).ProducesProblem(404);
    }

    static async Task<IResult> ListAsync(IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var catalogs = await calls.ReadAsync(token => grains.GetGrain<ICatalogDirectoryGrain>(0).ListAsync(token), stop);
        var statuses = await Task.WhenAll(catalogs.Select(catalog => StatusOrNullAsync(Grain(grains, catalog.Name), calls, stop)));
        return TypedResults.Json(
            new CatalogListReply([.. statuses.OfType<CatalogStatus>().Select(Summarise)]), WebJson.Default.CatalogListReply);
    }

    static async Task<IResult> GetAsync(string catalog, IGrainFactory grains, ClusterCalls calls, CancellationToken stop) =>
        TypedResults.Json(Describe(await StatusAsync(Grain(grains, catalog), calls, stop)), WebJson.Default.CatalogReply);

    static async Task<IResult> CreateAsync(string catalog, HttpRequest request, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var grain = Grain(grains, catalog);
        var settings = request.ContentLength is 0
            ? new CatalogRequest()
            : await RequestBody.ReadJsonAsync(request, WebJson.Default.CatalogRequest, MaxSettingsBytes, stop);
        var creation = await calls.CallAsync(token => grain.CreateAsync(settings.ToSettings(), token), stop);
        return TypedResults.Json(
            Describe(await StatusAsync(grain, calls, stop)), WebJson.Default.CatalogReply, statusCode: creation.Created ? 201 : 200);
    }

    static async Task<IResult> DropAsync(string catalog, HttpRequest request, IGrainFactory grains, CancellationToken stop)
    {
        // Clients shorten …/items/.. to the catalogue with a slash behind it: deleting an item of a bad id must not drop the catalogue.
        if (request.Path.Value!.EndsWith('/'))
        {
            throw new FashionOrleansException(ErrorCodes.InvalidId, $"To drop a catalogue, leave out the slash at the end. {ItemId.Rule}");
        }

        await Grain(grains, catalog).DropAsync(stop);
        return TypedResults.NoContent();
    }

    static ICatalogGrain Grain(IGrainFactory grains, string catalog)
    {
        CatalogName.Require(catalog);
        return grains.GetGrain<ICatalogGrain>(catalog);
    }

    static Task<CatalogStatus> StatusAsync(ICatalogGrain catalog, ClusterCalls calls, CancellationToken stop) =>
        calls.ReadAsync(catalog.GetStatusAsync, stop);

    /// <summary>Null for a catalogue that was dropped, or found damaged, since the list was made.</summary>
    static async Task<CatalogStatus?> StatusOrNullAsync(ICatalogGrain catalog, ClusterCalls calls, CancellationToken stop)
    {
        try
        {
            return await StatusAsync(catalog, calls, stop);
        }
        catch (FashionOrleansException exception) when (exception.Code is ErrorCodes.UnknownCatalog or ErrorCodes.CatalogDamaged)
        {
            return null;
        }
    }

    static CatalogSummaryReply Summarise(CatalogStatus status)
    {
        var (catalog, settings) = (status.Catalog, status.Catalog.Settings);
        return new CatalogSummaryReply(
            catalog.Name,
            settings.Model,
            catalog.Dimension,
            settings.Shards,
            settings.Replicas,
            settings.Index,
            settings.VectorFormat,
            settings.VectorStorage,
            status.Items);
    }

    static CatalogReply Describe(CatalogStatus status)
    {
        var summary = Summarise(status);
        return new CatalogReply(
            summary.Name,
            summary.Model,
            summary.Dimension,
            summary.Shards,
            summary.Replicas,
            summary.Index,
            summary.VectorFormat,
            summary.VectorStorage,
            summary.Items,
            status.Ready,
            [.. status.Fields.Select(field => new FieldReply(field.Name, field.Type, [.. field.Values.Select(value => value.Value)], field.Items))],
            [.. status.Shards.Select(Describe)],
            status.Quarantined);
    }

    static ShardReply Describe(ShardStatus shard) => new(
        shard.Number,
        shard.Silo,
        shard.Epoch,
        shard.Version,
        Describe(shard.State),
        shard.Items,
        shard.MemoryBytes,
        [.. shard.Copies.Select(copy => new CopyReply(copy.Silo.ToString(), copy.Primary ? "primary" : "follower", Describe(copy.State)))],
        shard.MovingTo?.ToString());

    static string Describe(ShardState state) => state.ToString().ToLower(CultureInfo.InvariantCulture);
}
