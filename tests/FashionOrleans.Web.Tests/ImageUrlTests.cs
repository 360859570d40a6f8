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

    Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/missing":
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            case "/page":
                return context.Response.WriteAsync("<html>no picture</html>", Stop);
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
