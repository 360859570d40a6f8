using System.Text.Json.Nodes;
using CsCheck;
using FashionOrleans.Client;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Client;

public sealed class FashionOrleansClientTests : IAsyncLifetime
{
    static readonly string[] Tags = ["new", "sale"];
    static readonly float[] TwoNumbers = [0.5f, 1];

    FakeServer _server = null!;
    FashionOrleansClient _client = null!;

    static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _client = FashionOrleansClient.Connect(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_catalogue_is_created_found_listed_and_dropped()
    {
        Assert.Null(await _client.FindCatalogAsync("demo", Test));
        Assert.True(await _client.EnsureCatalogAsync("demo", new(Shards: 4), Test));
        Assert.False(await _client.EnsureCatalogAsync("demo", new(Shards: 4), Test));

        var found = await _client.FindCatalogAsync("demo", Test);
        Assert.Equal(("demo", "resnet50-fashion", 2048, 4, "exact", true), (found!.Name, found.Model, found.Dimension, found.Shards, found.Index, found.Ready));
        Assert.Equal(["Men", "Women"], found.Fields.Single(field => field.Name == "gender").Values!);
        Assert.Equal(("ready", 3L), (found.ShardStates.Single().State, found.ShardStates.Single().Epoch));
        Assert.Equal(["demo"], (await _client.ListCatalogsAsync(Test)).Select(catalog => catalog.Name));

        Assert.True(await _client.DropCatalogAsync("demo", Test));
        Assert.False(await _client.DropCatalogAsync("demo", Test));
    }

    [Fact]
    public async Task Other_settings_are_a_conflict()
    {
        await _client.EnsureCatalogAsync("demo", cancellationToken: Test);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => _client.EnsureCatalogAsync("demo", new(Shards: 4), Test));

        Assert.Equal(ProblemCodes.CatalogExists, problem.Code);
    }

    [Fact]
    public async Task A_batch_arrives_as_it_was_given()
    {
        await _client.EnsureCatalogAsync("demo", cancellationToken: Test);
        _server.Refuses = item => item.Id == "3" ? "not_a_picture" : null;

        var results = await _client.UpsertItemsAsync(
            "demo",
            [
                new() { Id = "1", Picture = DataSet.Picture(1), Revision = "r1", Attributes = new Dictionary<string, AttributeValue> { ["year"] = 2012, ["price"] = 9.5, ["sale"] = true, ["tags"] = Tags, ["none"] = default } },
                new() { Id = "2", Embedding = new[] { 0.5f, -1f, float.Epsilon } },
                new() { Id = "3", Picture = DataSet.Picture(3) },
            ],
            Test);

        Assert.Equal([("1", true, null), ("2", true, null), ("3", false, "not_a_picture")], results.Select(result => (result.Id, result.IsStored, result.Code)));
        var items = _server.Catalogs["demo"].Items;
        Assert.Equal(DataSet.Picture(1), items["1"].Picture);
        Assert.Equal("r1", items["1"].Revision);
        Assert.Equal(new Dictionary<string, object?> { ["year"] = 2012.0, ["price"] = 9.5, ["sale"] = true, ["tags"] = Tags, ["none"] = null }, items["1"].Attributes);
        Assert.Equal([0.5f, -1f, float.Epsilon], items["2"].Embedding!);
    }

    [Fact]
    public void The_bound_of_an_item_s_bytes_holds() => Gen.Select(Gen.String[0, 80], Gen.Int[0, 500], Gen.String.Array[0, 20]).Sample((text, bytes, tags) =>
    {
        var attributes = new Dictionary<string, AttributeValue> { [text] = text, ["n"] = -1.5e300, ["b"] = true, ["t"] = tags };
        var item = new ItemUpload { Id = text, Picture = new byte[bytes], Embedding = new float[bytes], ImageUrl = new("http://fake/é"), Revision = text, Attributes = attributes };
        var encoded = new System.Buffers.ArrayBufferWriter<byte>();

        BatchEncoder.Write([item], encoded);

        Assert.InRange(item.MaxEncodedBytes, encoded.WrittenCount, encoded.WrittenCount + 1_200);
    });

    [Fact]
    public async Task A_batch_past_the_limits_is_refused_before_it_is_sent()
    {
        var items = Enumerable.Range(0, 1_001).Select(id => new ItemUpload { Id = $"{id}", Picture = new byte[1] }).ToList();
        var large = new ItemUpload { Id = "1", Picture = new byte[33_000_000] };

        await Assert.ThrowsAsync<ArgumentException>(() => _client.UpsertItemsAsync("demo", items, Test));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.UpsertItemsAsync("demo", [large], Test));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task An_item_is_stored_looked_up_read_and_deleted()
    {
        await _client.EnsureCatalogAsync("demo", cancellationToken: Test);
        var item = new ItemUpload { Id = "a:b@c", Picture = DataSet.Picture(1), Revision = "r1", Attributes = new Dictionary<string, AttributeValue> { ["gender"] = "Men", ["tags"] = Tags } };

        await _client.UpsertItemAsync("demo", item, Test);

        Assert.Equal([new ItemRevision("a:b@c", "r1")], await _client.LookupItemsAsync("demo", ["a:b@c", "other"], Test));
        var found = await _client.FindItemAsync("demo", "a:b@c", withEmbedding: true, Test);
        Assert.Equal(("r1", (AttributeValue)"Men", (AttributeValue)Tags), (found!.Revision, found.Attributes["gender"], found.Attributes["tags"]));
        Assert.Equal(DataSet.Picture(1), await _client.GetItemPictureAsync("demo", "a:b@c", Test));
        Assert.True(await _client.DeleteItemAsync("demo", "a:b@c", Test));
        Assert.False(await _client.DeleteItemAsync("demo", "a:b@c", Test));
        Assert.Null(await _client.FindItemAsync("demo", "a:b@c", cancellationToken: Test));
    }

    [Fact]
    public async Task Recommendations_by_picture_go_as_a_form()
    {
        await _client.EnsureCatalogAsync("demo", cancellationToken: Test);
        _server.Ranking = picture => picture.SequenceEqual(DataSet.Picture(1)) ? ["7", "8", "9"] : [];

        var reply = await _client.RecommendAsync(
            "demo",
            new() { Like = [Example.OfPicture(DataSet.Picture(1)), Example.OfItem("8")], Unlike = [Example.OfItem("5")], K = 2, Filter = Filter.Is("gender", "Women"), Diversity = 0.25, Strategy = MatchStrategy.Best, Ef = 80, Exact = true, Shopper = "s-1", ShopperWeight = 0.5, Text = "red dress", TextMode = TextMode.Narrow, TextWeight = 2, Facets = ["gender"] },
            Test);

        Assert.Equal([("7", 1.0), ("9", 0.99)], reply.Results.Select(result => (result.Id, result.Score)));
        Assert.Equal(new Coverage(8, 8, 0, 0, true), reply.Coverage);
        Assert.Equal(new Timings(1.5, 0.5, 2), reply.Timings);
        Assert.Equal(
            new Dictionary<string, string> { ["like"] = "8", ["unlike"] = "5", ["k"] = "2", ["filter"] = """{"gender":"Women"}""", ["diversity"] = "0.25", ["strategy"] = "best", ["ef"] = "80", ["exact"] = "true", ["shopper"] = "s-1", ["shopperWeight"] = "0.5", ["text"] = "red dress", ["textMode"] = "narrow", ["textWeight"] = "2", ["facets"] = "gender" },
            _server.LastQuery);
    }

    [Fact]
    public async Task Recommendations_by_anything_else_go_as_JSON()
    {
        await _client.EnsureCatalogAsync("demo", cancellationToken: Test);

        await _client.RecommendAsync(
            "demo",
            new()
            {
                Like = [Example.OfItem("8"), Example.OfEmbedding(TwoNumbers), Example.OfImageUrl(new("http://fake/1.jpg"))],
                Unlike = [Example.OfPicture(new byte[] { 1, 2, 3 })],
                Filter = Filter.All(Filter.LessThan("price", 50), Filter.IsAnyOf("colour", ["Red", "Pink"])),
            },
            Test);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"like":[{"id":"8"},{"embedding":[0.5,1]},{"imageUrl":"http://fake/1.jpg"}],"unlike":[{"image":"AQID"}],"k":5,"filter":{"price":{"lt":50},"colour":["Red","Pink"]}}"""),
            JsonNode.Parse(_server.LastQuery["json"])));
    }

    [Fact]
    public async Task A_crop_goes_with_its_picture_and_boxes_are_read()
    {
        var proposals = await _client.ProposeBoxesAsync(DataSet.Picture(1), Test);
        Assert.Equal(new ProposedBox(0.1, 0.2, 0.3, 0.4, 0.5), Assert.Single(proposals.Boxes));
        Example[] unlike = [Example.OfPicture(new byte[] { 1, 2, 3 }, proposals.Boxes[0].ToCrop()), Example.OfPicture(new byte[] { 4 }, Crop.Auto)];
        await _client.EnsureCatalogAsync("crops", cancellationToken: Test);

        await _client.RecommendAsync("crops", new RecommendationRequest { Like = [Example.OfItem("8")], Unlike = unlike }, Test);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"like":[{"id":"8"}],"unlike":[{"image":"AQID","crop":{"x":0.1,"y":0.2,"width":0.3,"height":0.4}},{"image":"BA==","crop":"auto"}],"k":5}"""),
            JsonNode.Parse(_server.LastQuery["json"])));
    }

    [Fact]
    public async Task Pictures_named_by_their_addresses_go_along_and_have_their_crops_last()
    {
        await _client.EnsureCatalogAsync("addresses", cancellationToken: Test);
        var crop = Crop.Of(new PictureBox(0.1, 0.2, 0.3, 0.4));

        await _client.RecommendAsync(
            "addresses", new() { Like = [Example.OfImageUrl(new("http://fake/1.jpg"), crop), Example.OfPicture(DataSet.Picture(1), Crop.Auto)] }, Test);

        Assert.Equal(
            new Dictionary<string, string> { ["imageUrl"] = "http://fake/1.jpg", ["crop"] = """auto,{"x":0.1,"y":0.2,"width":0.3,"height":0.4}""", ["k"] = "5" },
            _server.LastQuery);
    }

    [Fact]
    public async Task An_item_boxes_and_an_embedding_are_asked_for_by_the_address_of_a_picture()
    {
        var asked = new List<string>();
        _server.Before = async context =>
        {
            var form = await context.Request.ReadFormAsync(Test);
            asked.Add($"{context.Request.Path} {form["imageUrl"]} {form.Files.Count}");
            return null;
        };
        var address = new Uri("http://fake/1.jpg");

        await _client.ProposeBoxesAsync(address, Test);
        await _client.EmbedAsync(address, cancellationToken: Test);
        await Assert.ThrowsAsync<ProblemException>(() => _client.UpsertItemAsync("no-such", new() { Id = "a", ImageUrl = address }, Test));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.UpsertItemAsync("no-such", new() { Id = "a" }, Test));

        Assert.Equal(["/api/v1/boxes http://fake/1.jpg 0", "/api/v1/embeddings http://fake/1.jpg 0", "/api/v1/catalogs/no-such/items/a http://fake/1.jpg 0"], asked);
    }

    [Fact]
    public async Task An_embedding_and_the_health_are_read()
    {
        Assert.Equal([0.6f, 0.8f, 0f], (await _client.EmbedAsync(DataSet.Picture(1), cancellationToken: Test)).Vector);
        Assert.True((await _client.GetHealthAsync(Test)).IsReady);
    }

    [Fact]
    public void Filters_combine()
    {
        var filter = Filter.Any(Filter.Not(Filter.Exists("price")), Filter.All(Filter.AtLeast("price", 1), Filter.AtMost("price", 2)));

        Assert.Equal("""{"$or":[{"$not":{"price":{"exists":true}}},{"$and":[{"price":{"gte":1}},{"price":{"lte":2}}]}]}""", filter.ToJson());
        Assert.Equal(filter.ToJson(), Filter.FromJson(filter.ToJson()).ToJson());
    }

    [Fact]
    public async Task A_path_below_the_server_s_root_is_kept()
    {
        using var below = FashionOrleansClient.Connect(new(_server.Address, "prefix"));

        await Assert.ThrowsAsync<ProblemException>(() => below.ListCatalogsAsync(Test));

        Assert.Equal(["GET /prefix/api/v1/catalogs"], _server.Requests);
    }
}
