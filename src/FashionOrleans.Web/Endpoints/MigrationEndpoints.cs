using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FashionOrleans.Web.Endpoints;

/// <summary>Changing the model of a catalogue while it answers.</summary>
static class MigrationEndpoints
{
    const int MaxRequestBytes = 64_000;

    public static void MapMigrations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/catalogs").WithTags("Migrations");
        group.MapPost("/{catalog}:migrate", BeginAsync).ForAdmins().WithSummary("Embed the kept pictures with another model, then let it answer")
            .Accepts<MigrationRequestBody>("application/json").Produces<MigrationReply>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapGet("/{catalog}/migration", GetAsync).ForReaders().WithSummary("How far the last migration is").Produces<MigrationReply>().ProducesProblem(404);
        group.MapPost("/{catalog}/migration:cutOver", (string catalog, HttpRequest request, IGrainFactory grains, CancellationToken stop) =>
                SwitchAsync(catalog, MigrationSide.After, request, grains, stop))
            .ForAdmins().WithSummary("Let the new model answer").Accepts<SwitchRequest>("application/json").Produces<MigrationReply>().ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{catalog}/migration:rollBack", (string catalog, HttpRequest request, IGrainFactory grains, CancellationToken stop) =>
                SwitchAsync(catalog, MigrationSide.Before, request, grains, stop))
            .ForAdmins().WithSummary("Let the old model answer again").Accepts<SwitchRequest>("application/json").Produces<MigrationReply>().ProducesProblem(404).ProducesProblem(409);
        group.MapDelete("/{catalog}/migration", EndAsync).ForAdmins().WithSummary("End the migration: remove the vectors that do not answer")
            .Produces<MigrationReply>().ProducesProblem(404);
    }

    static async Task<IResult> BeginAsync(string catalog, HttpRequest request, IGrainFactory grains, CancellationToken stop)
    {
        var grain = Grain(grains, catalog);
        var body = await RequestBody.ReadJsonAsync(request, WebJson.Default.MigrationRequestBody, MaxRequestBytes, stop);
        return Reply(await grain.BeginAsync(body.ToRequest(), stop), StatusCodes.Status202Accepted);
    }

    static async Task<IResult> GetAsync(string catalog, IGrainFactory grains, ClusterCalls calls, CancellationToken stop) =>
        Reply(await calls.ReadAsync(Grain(grains, catalog).GetReportAsync, stop));

    static async Task<IResult> SwitchAsync(string catalog, MigrationSide to, HttpRequest request, IGrainFactory grains, CancellationToken stop)
    {
        var grain = Grain(grains, catalog);
        var body = request.ContentLength is not 0 && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            ? await RequestBody.ReadJsonAsync(request, WebJson.Default.SwitchRequest, MaxRequestBytes, stop)
            : new SwitchRequest();
        return Reply(await grain.SwitchAsync(to, body.LeaveOut ?? false, stop));
    }

    static async Task<IResult> EndAsync(string catalog, IGrainFactory grains, CancellationToken stop) =>
        Reply(await Grain(grains, catalog).EndAsync(stop));

    static JsonHttpResult<MigrationReply> Reply(MigrationReport report, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(MigrationReply.Of(report), WebJson.Default.MigrationReply, statusCode: status);

    static IMigrationGrain Grain(IGrainFactory grains, string catalog)
    {
        CatalogName.Require(catalog);
        return grains.GetGrain<IMigrationGrain>(catalog);
    }
}
