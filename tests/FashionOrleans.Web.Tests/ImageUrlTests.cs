using System.Net;
using System.Net.Http.Json;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Web.Tests;

/// <summary>Pictures that are named by their addresses, which the server fetches.</summary>
public sealed class ImageUrlTests : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-addresses-");
    PictureServer _shop = null!;
    PictureServer _private = null!;
    ServerProcess _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    HttpClient Http => _server.Http;

    public async ValueTask InitializeAsync()
    {
        _shop = await PictureServer.StartAsync(AnswerAsync, Stop);
        _private = await PictureServer.StartAsync(context => context.Response.WriteAsync("the secret", Stop), Stop);
        _server = new ServerProcess(_folder.FullName, "--set", $"FashionOrleans:Pictures:AllowedHosts={_shop.Authority}");
        await _server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _shop.DisposeAsync();
        await _private.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Items_are_stored_by_the_addresses_of_their_pictures_and_what_cannot_be_fetched_is_refused_alone()
    {
        var catalog = await Http.CreateCatalogAsync();

        using var reply = await Http.PostAsJsonAsync(
            $"{Api.Root}/catalogs/{catalog}/items:batch",
            new
            {
                items = new object[]
                {
                    new { id = "good", imageUrl = _shop.Address("/0.jpg"), attributes = new { colour = "red" } },
                    new { id = "missing", imageUrl = _shop.Address("/missing") },
                    new { id = "page", imageUrl = _shop.Address("/page") },
                    new { id = "huge", imageUrl = _shop.Address("/huge") },
                    new { id = "private", imageUrl = _private.Address("/0.jpg") },
                    new { id = "redirected", imageUrl = _shop.Address("/private") },
                    new { id = "file", imageUrl = "file:///etc/passwd" },
                    new { id = "both", imageUrl = _shop.Address("/0.jpg"), image = Drawn.Jpeg(1) },
                },
            },
            Stop);

        var results = (await reply.JsonAsync(HttpStatusCode.OK))["results"]!.AsArray();
        Assert.Equal(
            [
                "good stored ", "missing refused picture_unreachable", "page refused not_a_picture", "huge refused picture_too_large",
                "private refused address_not_allowed", "redirected refused address_not_allowed", "file refused invalid_address", "both refused invalid_request",
            ],
            results.Select(result => $"{result!["id"]} {result["status"]} {result["code"]}"));
        Assert.Empty(_private.Requests);
        Assert.All(results, result => Assert.DoesNotContain("secret", result!.ToJsonString(), StringComparison.Ordinal));
        using var picture = await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/good/image", Stop);
        Assert.Equal(Drawn.Jpeg(0), await picture.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task A_picture_named_by_its_address_finds_what_the_picture_itself_finds()
    {
        var catalog = await Http.CreateCatalogAsync();
        for (var i = 0; i < 4; i++)
        {
            await Http.PutItemAsync(catalog, $"p{i}", Drawn.Jpeg(i));
        }

        var crop = new { x = 0.1, y = 0.1, width = 0.8, height = 0.7 };
        var bySelf = await (await Http.RecommendAsync(catalog, new { like = new[] { new { image = Drawn.Jpeg(2), crop } } })).JsonAsync(HttpStatusCode.OK);
        var byAddress = await (await Http.RecommendAsync(catalog, new { like = new[] { new { imageUrl = _shop.Address("/2.jpg"), crop } } })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(4, byAddress.Ids().Length);
        Assert.Equal(bySelf["results"]!.ToJsonString(), byAddress["results"]!.ToJsonString());
    }

    [Fact]
    public async Task An_example_that_cannot_be_fetched_refuses_the_query_with_a_sentence_that_tells_nothing_of_the_private_network()
    {
        var catalog = await Http.CreateCatalogAsync();

        using var refused = await Http.RecommendAsync(catalog, new { like = new[] { new { imageUrl = _private.Address("/0.jpg") } } });
        using var closed = await Http.RecommendAsync(catalog, new { like = new[] { new { imageUrl = "http://127.0.0.1:1/0.jpg" } } });
        using var missing = await Http.RecommendAsync(catalog, new { like = new[] { new { imageUrl = _shop.Address("/missing") } } });

        var open = await refused.ProblemAsync(HttpStatusCode.BadRequest, "address_not_allowed");
        Assert.Equal(open, await closed.ProblemAsync(HttpStatusCode.BadRequest, "address_not_allowed"));
        Assert.Contains("404", await missing.ProblemAsync(HttpStatusCode.BadRequest, "picture_unreachable"), StringComparison.Ordinal);
        Assert.Empty(_private.Requests);
    }

    [Fact]
    public async Task Boxes_are_proposed_for_a_picture_named_by_its_address()
    {
        using var form = new MultipartFormDataContent { { new StringContent(_shop.Address("/0.jpg").AbsoluteUri), "imageUrl" } };
        using var picture = Api.PictureForm(Drawn.Jpeg(0));

        using var byAddress = await Http.PostAsync($"{Api.Root}/boxes", form, Stop);
        using var bySelf = await Http.PostAsync($"{Api.Root}/boxes", picture, Stop);

        Assert.Equal((await bySelf.JsonAsync(HttpStatusCode.OK)).ToJsonString(), (await byAddress.JsonAsync(HttpStatusCode.OK)).ToJsonString());
    }

    [Fact]
    public async Task One_item_is_stored_by_the_address_of_its_picture()
    {
        var catalog = await Http.CreateCatalogAsync();

        using var stored = await PutAsync(catalog, "good", Address(_shop.Address("/0.jpg")), ("attributes", new StringContent("""{ "colour": "red" }""")));

        Assert.Equal("stored", (string?)(await stored.JsonAsync(HttpStatusCode.OK))["status"]);
        using var picture = await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/good/image", Stop);
        Assert.Equal(Drawn.Jpeg(0), await picture.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task One_item_whose_picture_may_not_or_cannot_be_fetched_is_refused()
    {
        var catalog = await Http.CreateCatalogAsync();
        Task<HttpResponseMessage> PutAtAsync(Uri address) => PutAsync(catalog, "a", Address(address));

        await (await PutAtAsync(_private.Address("/0.jpg"))).ProblemAsync(HttpStatusCode.BadRequest, "address_not_allowed");
        await (await PutAtAsync(_shop.Address("/private"))).ProblemAsync(HttpStatusCode.BadRequest, "address_not_allowed");
        await (await PutAtAsync(new Uri("file:///etc/passwd"))).ProblemAsync(HttpStatusCode.BadRequest, "invalid_address");
        await (await PutAtAsync(_shop.Address("/missing"))).ProblemAsync(HttpStatusCode.BadRequest, "picture_unreachable");
        await (await PutAtAsync(_shop.Address("/page"))).ProblemAsync(HttpStatusCode.BadRequest, "not_a_picture");
        await (await PutAtAsync(_shop.Address("/huge"))).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "picture_too_large");
        await (await PutAsync(catalog, "a", Address(_shop.Address("/0.jpg")), ("image", new ByteArrayContent(Drawn.Jpeg(1))))).ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await PutAsync(catalog, "a", Address(_shop.Address("/0.jpg")), Address(_shop.Address("/1.jpg")))).ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await PutAsync(catalog, "a", ("revision", new StringContent("1")))).ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        Assert.Empty(_private.Requests);
        using var absent = await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/a", Stop);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    [Fact]
    public async Task In_a_form_the_addresses_follow_the_pictures_and_each_has_its_crop()
    {
        var catalog = await Http.CreateCatalogAsync();
        for (var i = 0; i < 4; i++)
        {
            await Http.PutItemAsync(catalog, $"p{i}", Drawn.Jpeg(i));
        }

        const string upper = """{ "x": 0, "y": 0, "width": 1, "height": 0.5 }""";
        const string inner = """{ "x": 0.1, "y": 0.1, "width": 0.8, "height": 0.7 }""";
        (string, HttpContent)[] crops = [("crop", new StringContent(upper)), ("crop", new StringContent(inner))];
        using var bySelf = await RecommendAsync(catalog, [Picture(1), Picture(2), .. crops]);
        using var byAddress = await RecommendAsync(catalog, [Address(_shop.Address("/2.jpg")), Picture(1), .. crops]);

        var expected = (await bySelf.JsonAsync(HttpStatusCode.OK))["results"]!.ToJsonString();
        Assert.Equal(expected, (await byAddress.JsonAsync(HttpStatusCode.OK))["results"]!.ToJsonString());
    }

    [Fact]
    public async Task A_form_with_an_address_that_may_not_be_asked_with_too_many_or_with_too_few_crops_is_refused_without_asking()
    {
        var catalog = await Http.CreateCatalogAsync();
        var asked = _shop.Requests.Count;

        await (await RecommendAsync(catalog, Address(_private.Address("/0.jpg")))).ProblemAsync(HttpStatusCode.BadRequest, "address_not_allowed");
        await (await RecommendAsync(catalog, [.. Enumerable.Repeat(_shop.Address("/0.jpg"), 65).Select(Address)])).ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await RecommendAsync(catalog, Picture(0), Address(_shop.Address("/0.jpg")), ("crop", new StringContent("auto")))).ProblemAsync(HttpStatusCode.BadRequest, "invalid_crop");

        Assert.Empty(_private.Requests);
        Assert.Equal(asked, _shop.Requests.Count);
    }

    [Fact]
    public async Task Pictures_that_are_too_large_together_are_refused_before_all_are_fetched()
    {
        var catalog = await Http.CreateCatalogAsync();

        using var byForm = await RecommendAsync(catalog, [.. Enumerable.Repeat(_shop.Address("/padded"), 40).Select(Address)]);
        using var byJson = await Http.RecommendAsync(catalog, new { like = Enumerable.Repeat(new { imageUrl = _shop.Address("/padded") }, 40) });

        await byForm.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request_too_large");
        await byJson.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request_too_large");
        Assert.InRange(_shop.Requests.Count, 8, 40);
    }

    [Fact]
    public async Task A_picture_named_by_its_address_has_the_embedding_of_the_picture_itself()
    {
        using var byAddress = await Http.PostAsync($"{Api.Root}/embeddings", Form(Address(_shop.Address("/3.jpg"))), Stop);
        using var bySelf = await Http.PostAsync($"{Api.Root}/embeddings", Form(Picture(3)), Stop);
        using var refused = await Http.PostAsync($"{Api.Root}/embeddings", Form(Address(_private.Address("/3.jpg"))), Stop);

        Assert.Equal((await bySelf.JsonAsync(HttpStatusCode.OK)).ToJsonString(), (await byAddress.JsonAsync(HttpStatusCode.OK)).ToJsonString());
        await refused.ProblemAsync(HttpStatusCode.BadRequest, "address_not_allowed");
    }

    static (string, HttpContent) Address(Uri address) => ("imageUrl", new StringContent(address.AbsoluteUri));

    static (string, HttpContent) Picture(int index) => ("image", new ByteArrayContent(Drawn.Jpeg(index)));

    static MultipartFormDataContent Form(params IEnumerable<(string Name, HttpContent Content)> parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in parts)
        {
            if (name == "image")
            {
                form.Add(content, name, "picture.jpg");
            }
            else
            {
                form.Add(content, name);
            }
        }

        return form;
    }

    Task<HttpResponseMessage> PutAsync(string catalog, string id, params IEnumerable<(string, HttpContent)> parts) =>
        Http.PutAsync($"{Api.Root}/catalogs/{catalog}/items/{id}", Form(parts), Stop);

    Task<HttpResponseMessage> RecommendAsync(string catalog, params IEnumerable<(string, HttpContent)> parts) =>
        Http.PostAsync($"{Api.Root}/catalogs/{catalog}/recommendations", Form(parts), Stop);

    Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/missing":
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            case "/page":
                return context.Response.WriteAsync("<html>no picture</html>", Stop);
            case "/padded":
                // Ten megabytes, which decoders take for a picture with something behind it.
                return context.Response.Body.WriteAsync((byte[])[.. Drawn.Jpeg(0), .. new byte[10_000_000]], Stop).AsTask();
            case "/huge":
                context.Response.ContentLength = 50_000_000;
                return context.Response.Body.WriteAsync(new byte[1000], Stop).AsTask();
            case "/private":
                context.Response.Redirect(_private.Address("/0.jpg").AbsoluteUri);
                return Task.CompletedTask;
            case var path:
                return context.Response.Body.WriteAsync(Drawn.Jpeg(path![1] - '0'), Stop).AsTask();
        }
    }
}
