using System.Collections.Immutable;
using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Endpoints;

/// <summary>What shoppers like: recording it, showing it, recommending by it, and forgetting it.</summary>
static class ShopperEndpoints
{
    const int MaxEventBytes = 200_000;
    const string Private = "no-store";

    public static void MapShoppers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/shoppers/{id}").WithTags("Shoppers");
        group.MapPost("/events", RecordAsync).ForShoppers().WithSummary("Record views, likes, dislikes, or take them back")
            .Accepts<ShopperEventsRequest>("application/json").Produces<ShopperEventsReply>().ProducesProblem(400).ProducesProblem(404);
        group.MapGet("/", GetAsync).ForThePage().WithSummary("All that is kept of a shopper").Produces<ShopperReply>().ProducesProblem(400);
        group.MapGet("/recommendations", RecommendAsync).ForThePage().WithSummary("What the shopper may like, without a picture")
            .Produces<RecommendationsReply>().ProducesProblem(400).ProducesProblem(404);
        group.MapDelete("/", ForgetAsync).ForShoppers().WithSummary("Forget a shopper wholly").Produces(204).ProducesProblem(400);
    }

    static async Task<IResult> RecordAsync(string id, HttpRequest request, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var shopper = Shopper(grains, id);
        var body = await RequestBody.ReadJsonAsync(request, WebJson.Default.ShopperEventsRequest, MaxEventBytes, stop);
        // Checked before any call. An event without an id of its own gets one from the call, so that a try that comes late does not record it again.
        var events = ToEvents(body, $"{Guid.NewGuid():n}");
        var recorded = await calls.WriteAsync((_, token) => shopper.RecordAsync(events, token), stop);
        return TypedResults.Json(new ShopperEventsReply(recorded), WebJson.Default.ShopperEventsReply);
    }

    static async Task<IResult> GetAsync(string id, HttpResponse response, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var profile = await calls.ReadAsync(Shopper(grains, id).GetAsync, stop);
        response.Headers.CacheControl = Private;
        ShopperMarkReply[] Of(ShopperEventKind kind) =>
            [.. profile.Marks.Where(mark => mark.Kind == kind).Select(mark => new ShopperMarkReply(mark.Catalog, mark.Item, mark.At))];
        return TypedResults.Json(
            new ShopperReply(id, Of(ShopperEventKind.Like), Of(ShopperEventKind.Dislike), Of(ShopperEventKind.View)), WebJson.Default.ShopperReply);
    }

    static async Task<IResult> RecommendAsync(
        string id,
        HttpResponse response,
        IGrainFactory grains,
        ClusterCalls calls,
        CancellationToken stop,
        string? catalog = null,
        int k = RecommendationQuery.DefaultK,
        string? filter = null,
        double diversity = 0)
    {
        ShopperId.Require(id);
        if (catalog is null)
        {
            throw new RequestProblem(400, ErrorCodes.InvalidRequest, "Say of which catalogue, for example ?catalog=fashion.");
        }

        CatalogName.Require(catalog);
        var query = new RecommendationQuery([], [], k, filter is null ? default : Encoding.UTF8.GetBytes(filter), diversity) { Shopper = id };
        var answer = await calls.QueryAsync((way, token) => grains.GetGrain<ICoordinatorGrain>(CoordinatorKey.Of(catalog, way)).RecommendAsync(query, token), stop);
        response.Headers.CacheControl = Private;
        return TypedResults.Json(RecommendationsReply.Of(catalog, answer), WebJson.Default.RecommendationsReply);
    }

    static async Task<IResult> ForgetAsync(string id, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        await calls.CallAsync(Shopper(grains, id).ForgetAsync, stop);
        return TypedResults.NoContent();
    }

    /// <exception cref="RequestProblem">There are too few or too many, or one is incomplete.</exception>
    internal static ImmutableArray<ShopperEvent> ToEvents(ShopperEventsRequest body, string write)
    {
        if (body.Events is not { Count: > 0 and <= ShopperEvent.MaxEvents } events)
        {
            throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'events' must be a list of 1 to {ShopperEvent.MaxEvents} events.");
        }

        return events.Contains(null!)
            ? throw new RequestProblem(400, ErrorCodes.InvalidRequest, "An event is null. Each has a 'type', a 'catalog' and an 'item'.")
            : [.. events.Select((happened, i) => ToEvent(happened, $"{write}/{i}"))];
    }

    static ShopperEvent ToEvent(ShopperEventRequest happened, string otherwise) => new(
        happened.Id ?? otherwise,
        happened.Type switch
        {
            "view" => ShopperEventKind.View,
            "like" => ShopperEventKind.Like,
            "dislike" => ShopperEventKind.Dislike,
            "clear" => ShopperEventKind.Clear,
            _ => throw new RequestProblem(
                400, ErrorCodes.InvalidRequest, $"The 'type' of an event is '{happened.Type}'; it must be 'view', 'like', 'dislike' or 'clear'."),
        },
        happened.Catalog ?? throw new RequestProblem(400, ErrorCodes.InvalidRequest, "An event has no 'catalog'. Say of which catalogue its item is."),
        happened.Item ?? throw new RequestProblem(400, ErrorCodes.InvalidRequest, "An event has no 'item'. Say the id of the item."));

    static IShopperGrain Shopper(IGrainFactory grains, string id)
    {
        ShopperId.Require(id);
        return grains.GetGrain<IShopperGrain>(id);
    }
}
