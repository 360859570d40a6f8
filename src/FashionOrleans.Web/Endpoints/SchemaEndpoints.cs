using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Endpoints;

/// <summary>The types of a catalogue's fields.</summary>
static class SchemaEndpoints
{
    const int MaxSchemaBytes = 64_000;

    public static void MapSchemas(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/catalogs/{catalog}/schema").WithTags("Catalogues");
        group.MapGet("/", GetAsync).ForReaders().WithSummary("The fields: declared types, and those inferred from the items").Produces<SchemaReply>().ProducesProblem(404);
        group.MapPut("/", SetAsync).ForAdmins().WithSummary("Declare the types of fields; items that contradict are refused from then on")
            .Accepts<SchemaRequest>("application/json").Produces<SchemaReply>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    static async Task<IResult> GetAsync(string catalog, IGrainFactory grains, ClusterCalls calls, CancellationToken stop) =>
        TypedResults.Json(SchemaReply.Of(await calls.ReadAsync(Grain(grains, catalog).GetSchemaAsync, stop)), WebJson.Default.SchemaReply);

    static async Task<IResult> SetAsync(string catalog, HttpRequest request, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var grain = Grain(grains, catalog);
        var body = await RequestBody.ReadJsonAsync(request, WebJson.Default.SchemaRequest, MaxSchemaBytes, stop);
        var declared = Declared(body);
        var schema = await calls.CallAsync(token => grain.SetSchemaAsync(declared, token), stop);
        return TypedResults.Json(SchemaReply.Of(schema), WebJson.Default.SchemaReply);
    }

    /// <exception cref="RequestProblem">There are none.</exception>
    internal static ImmutableDictionary<string, string> Declared(SchemaRequest body) =>
        body.Fields?.ToImmutableDictionary(StringComparer.Ordinal)
        ?? throw new RequestProblem(400, ErrorCodes.InvalidSchema, "'fields' is missing. Send { \"fields\": { \"price\": \"number\" } }.");

    static ICatalogGrain Grain(IGrainFactory grains, string catalog)
    {
        CatalogName.Require(catalog);
        return grains.GetGrain<ICatalogGrain>(catalog);
    }
}
