using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Replies;

namespace FashionOrleans.Web.Requests;

/// <summary>Reads a query from either form: multipart with a picture, or JSON.</summary>
static class QueryReader
{
    public static async Task<RecommendationQuery> ReadAsync(HttpRequest request, WebSettings settings, PictureAddresses addresses, CancellationToken stop)
    {
        if (request.HasFormContentType)
        {
            var form = await FormReader.ReadAsync(request, settings, stop);
            RequireKnownFields(form);
            return FromForm(form, CropReader.OfPictures(form), await addresses.FetchAllAsync(request.HttpContext, form, stop));
        }

        var body = await RequestBody.ReadJsonAsync(request, WebJson.Default.RecommendationRequest, settings.MaxPictureBytes * 4 / 3, stop);
        return FromJson(await addresses.FetchAsync(request.HttpContext, body, stop));
    }

    static void RequireKnownFields(PictureForm form) => form.RequireOnly(
        "image", "imageUrl", "crop", "k", "filter", "like", "unlike", "diversity", "agreement", "strategy", "ef", "exact", "shopper", "shopperWeight", "text", "textMode", "textWeight", "facets");

    static RecommendationQuery FromForm(PictureForm form, Crop?[] crops, IReadOnlyList<ReadOnlyMemory<byte>> pictures)
    {
        var like = pictures.Select((picture, i) => new Example(Picture: picture, Crop: crops[i])).Concat(form.Values("like").Select(id => new Example(id)));
        return new RecommendationQuery(
            [.. like],
            [.. form.Values("unlike").Select(id => new Example(id))],
            form.Value("k") is { } k ? Number<int>(ErrorCodes.InvalidK, "k", k) : RecommendationQuery.DefaultK,
            form.Value("filter") is { } filter ? Encoding.UTF8.GetBytes(filter) : default,
            form.Value("diversity") is { } diversity ? Number<double>(ErrorCodes.InvalidRequest, "diversity", diversity) : 0,
            ToStrategy(form.Value("strategy")),
            form.Value("ef") is { } ef ? Number<int>(ErrorCodes.InvalidRequest, "ef", ef) : null,
            form.Value("exact") is { } exact && Flag("exact", exact))
        {
            Agreement = form.Value("agreement") is { } agreement ? Number<double>(ErrorCodes.InvalidRequest, "agreement", agreement) : 0,
            Shopper = form.Value("shopper"),
            Text = form.Value("text"),
            TextMode = ToTextMode(form.Value("textMode")),
            TextWeight = form.Value("textWeight") is { } textWeight
                ? Number<double>(ErrorCodes.InvalidRequest, "textWeight", textWeight)
                : RecommendationQuery.DefaultTextWeight,
            Facets = [.. form.Values("facets")],
            ShopperWeight = ToWeight(
                form.Value("shopper"), form.Value("shopperWeight") is { } weight ? Number<double>(ErrorCodes.InvalidRequest, "shopperWeight", weight) : null),
        };
    }

    static RecommendationQuery FromJson(RecommendationRequest request) => new(
        [.. (request.Like ?? []).Select(ToExample)],
        [.. (request.Unlike ?? []).Select(ToExample)],
        request.K ?? RecommendationQuery.DefaultK,
        request.Filter is { } filter ? Encoding.UTF8.GetBytes(filter.GetRawText()) : default,
        request.Diversity ?? 0,
        ToStrategy(request.Strategy),
        request.Ef,
        request.Exact ?? false)
    {
        Agreement = request.Agreement ?? 0,
        Shopper = request.Shopper,
        ShopperWeight = ToWeight(request.Shopper, request.ShopperWeight),
        Text = request.Text,
        TextMode = ToTextMode(request.TextMode),
        TextWeight = request.TextWeight ?? RecommendationQuery.DefaultTextWeight,
        Facets = [.. (request.Facets ?? []).Select(facet => facet ?? throw new RequestProblem(400, ErrorCodes.InvalidFacet, "A facet is null. Name a field."))],
    };

    static double ToWeight(string? shopper, double? weight) =>
        shopper is null && weight is not null
            ? throw new RequestProblem(400, ErrorCodes.InvalidRequest, "'shopperWeight' is given without 'shopper'. Say whose taste it weighs.")
            : weight ?? RecommendationQuery.DefaultShopperWeight;

    static TextMode ToTextMode(string? name) => name switch
    {
        null or "weigh" => TextMode.Weigh,
        "narrow" => TextMode.Narrow,
        _ => throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'textMode' is '{name}'; it must be 'weigh' or 'narrow'."),
    };

    static MatchStrategy ToStrategy(string? name) => name switch
    {
        null or "mean" => MatchStrategy.Mean,
        "best" => MatchStrategy.Best,
        _ => throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'strategy' is '{name}'; it must be 'mean' or 'best'."),
    };

    static Example ToExample(ExampleRequest? example)
    {
        if (example?.Image is { Length: 0 })
        {
            throw new RequestProblem(400, HttpCodes.PictureEmpty, FormReader.EmptyPicture);
        }

        var request = ExampleRequest.RequireOneOfAll(example);
        var crop = CropReader.Read(request.Crop);
        return crop is null || request.Image is not null
            ? new Example(request.Id, request.Image, ToBytes(request.Embedding), crop)
            : throw new RequestProblem(400, ErrorCodes.InvalidCrop, "'crop' is the part of an 'image'; an example without a picture has none. Leave it out.");
    }

    static ReadOnlyMemory<byte> ToBytes(float[]? vector) => vector is null ? default : MemoryMarshal.AsBytes(vector.AsSpan()).ToArray();

    static bool Flag(string field, string text) =>
        bool.TryParse(text, out var flag)
            ? flag
            : throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'{field}' is '{text}'; it must be true or false.");

    static T Number<T>(string code, string field, string text)
        where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RequestProblem(400, code, $"'{field}' is '{text}', but must be a number.");
}
