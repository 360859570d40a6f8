using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>A part of a picture is searched with as if it had been the picture, on every route that takes one.</summary>
public sealed class CropTests(WebServer server)
{
    static readonly object Box = new { x = 0.25, y = 0.1, width = 0.5, height = 0.6 };
    const string BoxText = """{ "x": 0.25, "y": 0.1, "width": 0.5, "height": 0.6 }""";

    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crop_finds_the_same_as_json_as_a_form_and_by_its_embedding_and_not_what_the_picture_finds()
    {
        var catalog = await CatalogAsync();
        var picture = Drawn.Jpeg(3);

        var json = await (await _http.RecommendAsync(catalog, new { like = new[] { new { image = picture, crop = Box } } })).JsonAsync(HttpStatusCode.OK);
        var form = await (await _http.RecommendAsync(catalog, picture, ("crop", BoxText))).JsonAsync(HttpStatusCode.OK);
        var embedding = await EmbeddingAsync(picture, BoxText);
        var vector = await (await _http.RecommendAsync(catalog, new { like = new[] { new { embedding } } })).JsonAsync(HttpStatusCode.OK);
        var whole = await (await _http.RecommendAsync(catalog, picture)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(json.Ids(), form.Ids());
        Assert.Equal(Scores(json), Scores(form));
        Assert.Equal(json.Ids(), vector.Ids());
        Assert.NotEqual(Scores(whole), Scores(json));
    }

    [Fact]
    public async Task The_whole_picture_as_a_crop_changes_nothing()
    {
        var catalog = await CatalogAsync();
        var crop = new { x = 0, y = 0, width = 1, height = 1 };

        var cropped = await (await _http.RecommendAsync(catalog, new { like = new[] { new { image = Drawn.Jpeg(5), crop } } })).JsonAsync(HttpStatusCode.OK);
        var whole = await (await _http.RecommendAsync(catalog, Drawn.Jpeg(5))).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(Scores(whole), Scores(cropped));
    }

    [Fact]
    public async Task Auto_is_the_first_box_that_the_server_proposes()
    {
        var picture = Drawn.Jpeg(2);
        using var form = Api.PictureForm(picture);
        var proposed = await (await _http.PostAsync($"{Api.Root}/boxes", form, Stop)).JsonAsync(HttpStatusCode.OK);
        var best = proposed["boxes"]![0]!;

        Assert.Equal("saliency", (string?)proposed["method"]);
        foreach (var side in new[] { "x", "y" })
            Assert.InRange((double)best[side]! + (double)best[side == "x" ? "width" : "height"]!, 0.1, 1);
        Assert.InRange((double)best["score"]!, 0, 1);
        Assert.Null(best["label"]);
        var (auto, same) = (await EmbeddingAsync(picture, "auto"), await EmbeddingAsync(picture, best.ToJsonString(), strip: true));
        Assert.Equal(1, auto.Zip(same, (left, right) => (double)left * right).Sum(), 2e-3);
    }

    [Fact]
    public async Task Several_pictures_in_a_form_have_a_crop_each()
    {
        var catalog = await CatalogAsync();
        using var form = Api.PictureForm(Drawn.Jpeg(1));
        form.Add(new ByteArrayContent(Drawn.Jpeg(2)), "image", "second");
        form.Add(new StringContent(BoxText), "crop");
        form.Add(new StringContent("auto"), "crop");

        using var both = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/recommendations", form, Stop);
        var json = await (await _http.RecommendAsync(
            catalog, new { like = new object[] { new { image = Drawn.Jpeg(1), crop = Box }, new { image = Drawn.Jpeg(2), crop = "auto" } } })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(Scores(json), Scores(await both.JsonAsync(HttpStatusCode.OK)));
    }

    [Theory]
    [InlineData("""{ "x": 0.6, "y": 0, "width": 0.5, "height": 1 }""")]
    [InlineData("""{ "x": -0.1, "y": 0, "width": 0.5, "height": 1 }""")]
    [InlineData("""{ "x": 0, "y": 0, "width": 0, "height": 1 }""")]
    [InlineData("""{ "x": 0, "y": 0, "width": 1 }""")]
    [InlineData("""{ "x": 0, "y": 0, "width": 1, "height": 1, "unit": "px" }""")]
    [InlineData("""{ "x": 1e400, "y": 0, "width": 1, "height": 1 }""")]
    [InlineData("""[0, 0, 1, 1]""")]
    [InlineData("\"whole\"")]
    [InlineData("true")]
    public async Task A_crop_outside_the_picture_or_of_another_shape_is_refused_on_every_route(string crop)
    {
        var catalog = await CatalogAsync();
        using var form = Api.PictureForm(Drawn.Jpeg(0));
        form.Add(new StringContent(crop), "crop");

        using var recommended = await _http.RecommendAsync(catalog, Drawn.Jpeg(0), ("crop", crop));
        using var embedded = await _http.PostAsync($"{Api.Root}/embeddings", form, Stop);
        using var json = await _http.PostAsync(
            $"{Api.Root}/catalogs/{catalog}/recommendations",
            new StringContent($$"""{ "like": [ { "image": "{{Convert.ToBase64String(Drawn.Jpeg(0))}}", "crop": {{crop}} } ] }""", System.Text.Encoding.UTF8, "application/json"),
            Stop);

        await recommended.ProblemAsync(HttpStatusCode.BadRequest, "invalid_crop");
        await embedded.ProblemAsync(HttpStatusCode.BadRequest, "invalid_crop");
        await json.ProblemAsync(HttpStatusCode.BadRequest, "invalid_crop");
    }

    [Fact]
    public async Task A_crop_without_a_picture_and_one_too_many_are_refused()
    {
        var catalog = await CatalogAsync();

        using var ofItem = await _http.RecommendAsync(catalog, new { like = new[] { new { id = Drawn.Product(0).Id, crop = Box } } });
        using var two = await _http.RecommendAsync(catalog, Drawn.Jpeg(0), ("crop", "auto"), ("crop", "auto"));

        await ofItem.ProblemAsync(HttpStatusCode.BadRequest, "invalid_crop");
        await two.ProblemAsync(HttpStatusCode.BadRequest, "invalid_crop");
    }

    [Theory]
    [InlineData("text", "not_a_picture")]
    [InlineData("empty", "picture_empty")]
    [InlineData("truncated", "picture_truncated")]
    [InlineData("bomb", "picture_too_many_pixels")]
    public async Task No_boxes_are_proposed_of_a_bad_picture(string kind, string code)
    {
        using var form = Api.PictureForm(BrokenPictures.Make(kind));

        using var reply = await _http.PostAsync($"{Api.Root}/boxes", form, Stop);

        await reply.ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    async Task<string> CatalogAsync()
    {
        var catalog = await _http.CreateCatalogAsync();
        var items = Enumerable.Range(0, 8).Select(i => new { id = Drawn.Product(i).Id, image = Drawn.Jpeg(i), attributes = new { } });
        using var reply = await _http.PostAsJsonAsync($"{Api.Root}/catalogs/{catalog}/items:batch", new { items }, Stop);
        await reply.JsonAsync(HttpStatusCode.OK);
        return catalog;
    }

    async Task<float[]> EmbeddingAsync(byte[] picture, string crop, bool strip = false)
    {
        if (strip)
        {
            var box = JsonNode.Parse(crop)!.AsObject();
            box.Remove("score");
            crop = box.ToJsonString();
        }

        using var form = Api.PictureForm(picture);
        form.Add(new StringContent(crop), "crop");
        using var reply = await _http.PostAsync($"{Api.Root}/embeddings", form, Stop);
        return [.. (await reply.JsonAsync(HttpStatusCode.OK))["embedding"]!.AsArray().Select(number => (float)number!)];
    }

    static string Scores(JsonNode answer) => string.Join(' ', answer["results"]!.AsArray().Select(result => $"{result!["id"]}:{result["score"]}"));
}
