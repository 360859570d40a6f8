using System.Globalization;
using System.Text.Json;

namespace FashionOrleans.Client;

public sealed partial class FashionOrleansClient
{
    /// <summary>The items most like the examples.</summary>
    /// <exception cref="ProblemException">For example <c>unknown_catalog</c>, <c>not_a_picture</c>, <c>invalid_filter</c>.</exception>
    public Task<RecommendationReply> RecommendAsync(
        string catalog, RecommendationRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(() => Recommendations(catalog, request), ClientJson.Default.RecommendationReply, cancellationToken);

    /// <summary>The same as <see cref="RecommendAsync"/>, as the JSON that the server sent.</summary>
    public Task<string> RecommendAsJsonAsync(
        string catalog, RecommendationRequest request, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            () => Recommendations(catalog, request),
            (response, token) => response.Content.ReadAsStringAsync(token),
            cancellationToken);

    /// <summary>The embedding of a picture.</summary>
    /// <param name="picture">An encoded picture.</param>
    /// <param name="model">Name of a model pack, null for the server's default.</param>
    /// <param name="crop">The part of the picture to embed, null for all of it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<PictureEmbedding> EmbedAsync(
        ReadOnlyMemory<byte> picture, string? model = null, Crop? crop = null, CancellationToken cancellationToken = default) =>
        EmbedAsync(form => form.Add(PictureContent(picture), "image", "picture"), model, crop, cancellationToken);

    /// <summary>The embedding of a picture that the server fetches.</summary>
    /// <param name="imageUrl">Where the picture is.</param>
    /// <param name="model">Name of a model pack, null for the server's default.</param>
    /// <param name="crop">The part of the picture to embed, null for all of it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<PictureEmbedding> EmbedAsync(Uri imageUrl, string? model = null, Crop? crop = null, CancellationToken cancellationToken = default) =>
        EmbedAsync(form => form.Add(new StringContent(imageUrl.AbsoluteUri), "imageUrl"), model, crop, cancellationToken);

    /// <summary>The model packs that the server has, by name.</summary>
    public async Task<IReadOnlyList<Model>> ListModelsAsync(CancellationToken cancellationToken = default) =>
        (await SendAsync(() => Get("api/v1/models"), ClientJson.Default.ModelList, cancellationToken)).Models;

    /// <summary>The parts of a picture that may show a garment.</summary>
    /// <param name="picture">An encoded picture.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<BoxProposals> ProposeBoxesAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken = default) =>
        ProposeBoxesAsync(() => new MultipartFormDataContent { { PictureContent(picture), "image", "picture" } }, cancellationToken);

    /// <summary>The parts of a picture, which the server fetches, that may show a garment.</summary>
    /// <param name="imageUrl">Where the picture is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<BoxProposals> ProposeBoxesAsync(Uri imageUrl, CancellationToken cancellationToken = default) =>
        ProposeBoxesAsync(() => new MultipartFormDataContent { { new StringContent(imageUrl.AbsoluteUri), "imageUrl" } }, cancellationToken);

    Task<PictureEmbedding> EmbedAsync(Action<MultipartFormDataContent> addPicture, string? model, Crop? crop, CancellationToken cancellationToken) =>
        SendAsync(
            () =>
            {
                var form = new MultipartFormDataContent();
                addPicture(form);
                if (model is not null) form.Add(new StringContent(model), "model");
                if (crop is not null) form.Add(CropContent(crop), "crop");
                return new HttpRequestMessage(HttpMethod.Post, Relative("api/v1/embeddings")) { Content = form };
            },
            ClientJson.Default.PictureEmbedding,
            cancellationToken);

    Task<BoxProposals> ProposeBoxesAsync(Func<MultipartFormDataContent> picture, CancellationToken cancellationToken) =>
        SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, Relative("api/v1/boxes")) { Content = picture() },
            ClientJson.Default.BoxProposals,
            cancellationToken);

    static HttpRequestMessage Recommendations(string catalog, RecommendationRequest request)
    {
        var path = CatalogPath(catalog, "/recommendations");
        return request.Like.Any(example => example.Picture.HasValue) && FitsForm(request)
            ? new HttpRequestMessage(HttpMethod.Post, Relative(path)) { Content = Form(request) }
            : Send(HttpMethod.Post, path, RecommendationBody.From(request), ClientJson.Default.RecommendationBody);
    }

    static Crop WholePicture { get; } = Crop.Of(new PictureBox(0, 0, 1, 1));

    static StringContent CropContent(Crop crop) => new(crop.Box is null ? "auto" : JsonSerializer.Serialize(crop, ClientJson.Default.Crop));

    // A form carries pictures as they are, but has fields only for pictures that are liked, their addresses, and ids.
    static bool FitsForm(RecommendationRequest request) =>
        request.Like.All(example => !example.Embedding.HasValue) && request.Unlike.All(example => example.Id is not null);

    static MultipartFormDataContent Form(RecommendationRequest request)
    {
        var form = new MultipartFormDataContent();
        foreach (var example in request.Like)
        {
            if (example.Picture is { } picture) form.Add(PictureContent(picture), "image", "picture");
            else if (example.ImageUrl is { } url) form.Add(new StringContent(url.AbsoluteUri), "imageUrl");
            else form.Add(new StringContent(example.Id!), "like");
        }

        // A form has a crop for each picture, those named by address last, or none.
        if (request.Like.Any(example => example.Crop is not null))
        {
            var pictures = request.Like.Where(example => example.Picture.HasValue).Concat(request.Like.Where(example => example.ImageUrl is not null));
            foreach (var example in pictures) form.Add(CropContent(example.Crop ?? WholePicture), "crop");
        }

        foreach (var example in request.Unlike) form.Add(new StringContent(example.Id!), "unlike");
        form.Add(new StringContent(request.K.ToString(CultureInfo.InvariantCulture)), "k");
        if (request.Filter is { } filter) form.Add(new StringContent(filter.ToJson()), "filter");
        if (request.Diversity != 0) form.Add(new StringContent(request.Diversity.ToString("R", CultureInfo.InvariantCulture)), "diversity");
        if (request.Agreement != 0) form.Add(new StringContent(request.Agreement.ToString("R", CultureInfo.InvariantCulture)), "agreement");
        if (request.Strategy == MatchStrategy.Best) form.Add(new StringContent("best"), "strategy");
        if (request.Ef is { } ef) form.Add(new StringContent(ef.ToString(CultureInfo.InvariantCulture)), "ef");
        if (request.Exact) form.Add(new StringContent("true"), "exact");
        if (request.Shopper is { } shopper) form.Add(new StringContent(shopper), "shopper");
        if (request.ShopperWeight is { } taste) form.Add(new StringContent(taste.ToString("R", CultureInfo.InvariantCulture)), "shopperWeight");
        if (request.Text is { } text) form.Add(new StringContent(text), "text");
        if (request.TextMode == TextMode.Narrow) form.Add(new StringContent("narrow"), "textMode");
        if (request.TextWeight is { } weight) form.Add(new StringContent(weight.ToString("R", CultureInfo.InvariantCulture)), "textWeight");
        foreach (var field in request.Facets) form.Add(new StringContent(field), "facets");
        return form;
    }
}
