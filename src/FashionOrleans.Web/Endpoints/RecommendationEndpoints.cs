using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Endpoints;

/// <summary>The main job: the products that look most like the examples.</summary>
static class RecommendationEndpoints
{
    public static void MapRecommendations(this IEndpointRouteBuilder api) => api
        .MapPost("/catalogs/{catalog}/recommendations", RecommendAsync).AddEndpointFilter<RouteHandlerBuilder, EarlyRefusal>()
        .ForThePage().WithTags("Recommendations")
        .WithSummary("The products that look most like a picture, an item or several examples")
        .WithDescription("JSON as described here, or multipart/form-data with the picture in 'image' or its address in 'imageUrl' and optional fields crop (JSON or auto), k, filter (JSON), like and unlike (ids), shopper and others.")
        .Accepts<RecommendationRequest>("application/json", "multipart/form-data")
        .Produces<RecommendationsReply>()
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(503).ProducesProblem(504);

    static async Task<IResult> RecommendAsync(
        string catalog, HttpRequest request, PictureAddresses addresses, IOptions<WebSettings> settings, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        CatalogName.Require(catalog);
        var query = await QueryReader.ReadAsync(request, settings.Value, addresses, stop);
        var answer = await calls.QueryAsync((way, token) => grains.GetGrain<ICoordinatorGrain>(CoordinatorKey.Of(catalog, way)).RecommendAsync(query, token), stop);
        return TypedResults.Json(RecommendationsReply.Of(catalog, answer), WebJson.Default.RecommendationsReply);
    }
}
