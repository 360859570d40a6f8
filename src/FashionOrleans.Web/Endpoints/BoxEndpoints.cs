using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Endpoints;

/// <summary>Where in a picture garments may be: boxes to offer a shopper, each of which can be sent as a crop.</summary>
static class BoxEndpoints
{
    public static void MapBoxes(this IEndpointRouteBuilder api) => api
        .MapPost("/boxes", ProposeAsync)
        .ForThePage().WithTags("Models")
        .WithSummary("Parts of a picture that may show a garment: multipart with image, or its address in imageUrl")
        .Produces<BoxesReply>()
        .ProducesProblem(400).ProducesProblem(413).ProducesProblem(503);

    static async Task<IResult> ProposeAsync(
        HttpRequest request, PictureAddresses addresses, IOptions<WebSettings> settings, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var form = await FormReader.ReadAsync(request, settings.Value, stop);
        form.RequireOnly("image", "imageUrl");
        var picture = await addresses.FetchOnlyAsync(request.HttpContext, form, stop);
        var proposals = await calls.CallAsync(token => grains.GetGrain<IBoxGrain>(0).ProposeAsync(picture, token), stop);
        return TypedResults.Json(new BoxesReply(proposals.Boxes.Select(BoxReply.Of), proposals.Method), WebJson.Default.BoxesReply);
    }
}
