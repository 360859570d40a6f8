using System.Text.Json.Nodes;
using FashionOrleans.Client;
using FashionOrleans.Loader.Querying;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Querying;

public sealed class QueryTests
{
    [Fact]
    public async Task A_picture_gives_a_table_of_the_most_similar_items()
    {
        using var data = DataSet.Of(20);
        await using var server = await ServerAsync(data);

        var run = await QueryAsync(server, "--image", Path.Combine(data.Images, "3.jpg"), "--k", "3", "--filter", "gender=Women,year<2010");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("# +score +id +articleType +gender", run.Out);
        Assert.Matches("1 +1.0000 +5 +Shirts +Women +Blue +Shirt 5", run.Out);
        Assert.Matches("3 +0.9800 +9 +Shirts", run.Out);
        Assert.Contains("Searched 20 of 20 items on 8 of 8 shards, exact.", run.Out);
        Assert.Equal("""{"gender":"Women","year":{"lt":2010}}""", server.LastQuery["filter"]);
    }

    [Fact]
    public async Task Json_is_the_server_s_reply_as_it_is()
    {
        using var data = DataSet.Of(20);
        await using var server = await ServerAsync(data);

        var run = await QueryAsync(server, "--id", "7", "--json");

        Assert.Equal(["5", "9", "11"], JsonNode.Parse(run.Out)!["results"]!.AsArray().Select(result => (string)result!["id"]!));
        Assert.Equal("""{"like":[{"id":"7"}],"k":5}""", server.LastQuery["json"]);
    }

    [Fact]
    public async Task Words_facets_and_a_shopper_go_along()
    {
        using var data = DataSet.Of(20);
        await using var server = await ServerAsync(data);

        var run = await QueryAsync(
            server, "--text", "red floral dress", "--text-mode", "narrow", "--facets", "gender, baseColour", "--shopper", "s-1", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            """{"k":5,"shopper":"s-1","text":"red floral dress","textMode":"narrow","facets":["gender","baseColour"]}""", server.LastQuery["json"]);
    }

    [Fact]
    public async Task A_part_of_a_picture_goes_along()
    {
        using var data = DataSet.Of(20);
        await using var server = await ServerAsync(data);
        var picture = Path.Combine(data.Images, "3.jpg");

        await QueryAsync(server, "--image", picture, "--crop", "0.25,0.1,0.5,0.6");
        Assert.Equal("""{"x":0.25,"y":0.1,"width":0.5,"height":0.6}""", server.LastQuery["crop"]);

        await QueryAsync(server, "--image", picture, "--crop", "auto");
        Assert.Equal("auto", server.LastQuery["crop"]);

        await QueryAsync(server, "--image", picture);
        Assert.DoesNotContain("crop", server.LastQuery.Keys);
    }

    [Fact]
    public async Task A_picture_at_an_address_is_fetched_by_the_server()
    {
        using var data = DataSet.Of(20);
        await using var server = await ServerAsync(data);

        var run = await QueryAsync(server, "--image", "https://shop.example/3.jpg", "--crop", "auto", "--json");
        var wrong = await QueryAsync(server, "--image", "https://[", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""{"like":[{"imageUrl":"https://shop.example/3.jpg","crop":"auto"}],"k":5}""", server.LastQuery["json"]);
        Assert.Equal(ExitCode.Usage, wrong.ExitCode);
        Assert.Contains("--image is 'https://[', which is not an address.", wrong.Error);
    }

    [Fact]
    public void Facets_are_printed_a_field_a_line()
    {
        using var output = new StringWriter();

        ResultTable.Write(output, new RecommendationReply
        {
            Results = [],
            Facets = [new Facet("gender", 1500, [new("Women", 1000), new("Men", 500)], 3), new Facet("price", 2, [], 0, 1.5, 20)],
        });

        Assert.Contains("gender (1,500 items): Women 1,000, Men 500, 3 values more", output.ToString());
        Assert.Contains("price (2 items): 1.5 to 20", output.ToString());
    }

    [Theory]
    [InlineData("There is nothing to look for. Give --image FILE or URL, --id ID", "--k", "5")]
    [InlineData("There is no file at 'gone.jpg'", "--image", "gone.jpg")]
    [InlineData("The filter gender cannot be read", "--id", "7", "--filter", "gender")]
    [InlineData("--crop is '1,2,3'. Give x,y,width,height", "--id", "7", "--crop", "1,2,3")]
    [InlineData("There are 0 --image and 1 --crop.", "--id", "7", "--crop", "auto")]
    [InlineData("--k is '0'. Give a whole number from 1 to 1,000.", "--id", "7", "--k", "0")]
    public async Task A_mistake_gets_a_sentence(string sentence, params string[] arguments)
    {
        using var data = DataSet.Of(1);
        await using var server = await ServerAsync(data);

        var run = await QueryAsync(server, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error);
    }

    static async Task<FakeServer> ServerAsync(DataSet data)
    {
        var server = await FakeServer.StartAsync();
        server.Ranking = _ => ["5", "7", "9", "11"];
        await LoaderRun.InProcessAsync(
            "ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--metadata", data.Metadata, "--quiet");
        return server;
    }

    static Task<LoaderRun> QueryAsync(FakeServer server, params string[] more) =>
        LoaderRun.InProcessAsync(["query", "--server", server.Address.ToString(), "--catalog", "demo", .. more]);
}
