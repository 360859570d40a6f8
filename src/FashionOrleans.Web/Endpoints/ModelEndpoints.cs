using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Endpoints;

/// <summary>The model packs, and embedding a picture without storing or searching anything.</summary>
static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder api)
    {
        api.MapGet("/models", ListAsync).ForReaders().WithTags("Models").WithSummary("All model packs").Produces<ModelListReply>();
        api.MapPost("/embeddings", EmbedAsync).ForReaders().WithTags("Models").WithSummary("The embedding of a picture: multipart with image or its address in imageUrl, and optional crop and model")
            .Produces<EmbeddingReply>().ProducesProblem(400).ProducesProblem(413);
    }

    static async Task<IResult> ListAsync(IGrainFactory grains, CancellationToken stop)
    {
        var models = await grains.GetGrain<IModelDirectoryGrain>(0).ListAsync(stop);
        return TypedResults.Json(
            new ModelListReply(
            [
                .. models.Select(model => new ModelReply(
                    model.Name, model.Version, model.Dimension, new ModelInputReply(model.InputWidth, model.InputHeight), model.Sha256)),
            ]),
            WebJson.Default.ModelListReply);
    }

    static async Task<IResult> EmbedAsync(
        HttpRequest request, PictureAddresses addresses, IOptions<WebSettings> settings, IGrainFactory grains, CancellationToken stop)
    {
        var form = await FormReader.ReadAsync(request, settings.Value, stop);
        form.RequireOnly("image", "imageUrl", "crop", "model");
        var model = form.Value("model") ?? CatalogSettings.DefaultModel;
        form.RequireOne();
        var crop = CropReader.OfPictures(form)[0];
        var picture = new PictureToEmbed(await addresses.FetchOnlyAsync(request.HttpContext, form, stop), crop);
        var batch = await grains.GetGrain<IEmbeddingGrain>(model).EmbedAsync([picture], EmbeddingPurpose.Query, stop);
        var embedded = batch.Pictures[0];
        if (embedded.Code is { } code)
        {
            throw new FashionOrleansException(code, embedded.Detail!);
        }

        var vector = MemoryMarshal.Cast<byte, float>(embedded.Vector.Span).ToArray();
        return TypedResults.Json(new EmbeddingReply(model, vector.Length, vector), WebJson.Default.EmbeddingReply);
    }
}
