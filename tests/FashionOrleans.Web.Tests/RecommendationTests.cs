using System.Net;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

public sealed class RecommendationTests(WebServer server)
{
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_of_a_product_finds_that_product_first()
    {
        var catalog = await DrawnCatalogAsync();
        for (var i = 0; i < Drawn.Count; i += 5)
        {
            var answer = await (await _http.RecommendAsync(catalog, Drawn.Jpeg(i))).JsonAsync(HttpStatusCode.OK);

            Assert.Equal(Drawn.Product(i).Id, answer.Ids()[0]);
            Assert.InRange((double)answer["results"]![0]!["score"]!, 0.999, 1.0);
            Assert.Equal(5, answer.Ids().Length);
            Assert.True((double)answer["timings"]!["embedMs"]! > 0);
        }
    }

    [Fact]
    public async Task A_product_finds_others_like_it_but_not_itself()
    {
        var catalog = await DrawnCatalogAsync();
        var id = Drawn.Product(3).Id;

        var answer = await (await _http.RecommendAsync(catalog, new { like = new[] { new { id } }, k = Drawn.Count })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(Drawn.Count - 1, answer.Ids().Length);
        Assert.DoesNotContain(id, answer.Ids());
        Assert.Equal(Drawn.Product(3).Attributes.ContainsKey("articleType"), answer["results"]![0]!["attributes"]!["articleType"] is not null);
    }

    [Fact]
    public async Task The_answer_equals_brute_force_in_ids_order_and_scores_and_covers_everything()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 4);
        var vectors = Enumerable.Range(0, 300).ToDictionary(i => $"i{i}", i => Vectors.Random(i % 280), StringComparer.Ordinal);
        await _http.PutEmbeddingsAsync(catalog, vectors.Select(item => (item.Key, item.Value, (object?)null)));
        var query = Vectors.Random(9999);

        var answer = await (await _http.RecommendAsync(catalog, new { like = new[] { new { embedding = query } }, k = 50 })).JsonAsync(HttpStatusCode.OK);

        var expected = vectors
            .Select(item => (item.Key, Score: Vectors.Cosine(item.Value, query)))
            .OrderByDescending(item => Math.Round(item.Score, 12))
            .ThenBy(item => item.Key, StringComparer.Ordinal)
            .Take(50)
            .ToArray();
        Assert.Equal(expected.Select(item => item.Key), answer.Ids());
        Assert.All(
            expected.Zip(answer["results"]!.AsArray()),
            pair => Assert.Equal(pair.First.Score, (double)pair.Second!["score"]!, 1e-5));
        Assert.Equal("""{"shards":4,"shardsAnswered":4,"items":300,"itemsSearched":300,"exact":true,"shardsBehind":0}""", answer["coverage"]!.ToJsonString());
    }

    [Fact]
    public async Task Several_examples_are_searched_along_their_mean_and_away_from_what_is_unwanted()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 2);
        float[] Axis(params (int Index, float Value)[] components)
        {
            var vector = new float[Vectors.Dimension];
            foreach (var (index, value) in components)
            {
                vector[index] = value;
            }

            return vector;
        }

        await _http.PutEmbeddingsAsync(
            catalog,
            ("x", Axis((0, 1)), null),
            ("y", Axis((1, 1)), null),
            ("between", Axis((0, 1), (1, 1)), null),
            ("x-and-z", Axis((0, 1), (2, 1)), null));

        var both = await (await _http.RecommendAsync(catalog, new { like = new[] { new { id = "x" }, new { id = "y" } } })).JsonAsync(HttpStatusCode.OK);
        var either = await (await _http.RecommendAsync(
            catalog, new { like = new[] { new { embedding = Axis((0, 1)) }, new { embedding = Axis((1, 1)) } }, strategy = "best" })).JsonAsync(HttpStatusCode.OK);
        var without = await (await _http.RecommendAsync(
            catalog, new { like = new object[] { new { embedding = Axis((0, 1)) } }, unlike = new[] { new { embedding = Axis((1, 1)) } } })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(["between", "x-and-z"], both.Ids());
        Assert.Equal(["x", "y"], either.Ids()[..2]);
        Assert.True((bool)either["coverage"]!["exact"]!);
        Assert.Equal(["x", "x-and-z", "between", "y"], without.Ids());
    }

    [Fact]
    public async Task A_filter_leaves_exactly_the_matching_items()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 3);
        await _http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 90).Select(i =>
            ($"i{i}", Vectors.Random(i), (object?)new { colour = i % 3 == 0 ? "Red" : "Blue", price = i, sale = i % 2 == 0, tags = new[] { $"t{i % 5}" } })));

        async Task<HashSet<int>> MatchAsync(object filter)
        {
            var answer = await (await _http.RecommendAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(500) } }, k = 1000, filter })).JsonAsync(HttpStatusCode.OK);
            return [.. answer.Ids().Select(id => int.Parse(id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))];
        }

        var all = Enumerable.Range(0, 90);
        Assert.Equal(all.Where(i => i % 3 == 0).Order(), (await MatchAsync(new { colour = "Red" })).Order());
        Assert.Equal(all.Order(), (await MatchAsync(new { colour = new[] { "Red", "Blue" } })).Order());
        Assert.Equal(all.Where(i => i is >= 10 and < 20).Order(), (await MatchAsync(new { price = new { gte = 10, lt = 20 } })).Order());
        Assert.Equal(all.Where(i => i % 3 == 0 && i % 2 == 0).Order(), (await MatchAsync(new { colour = "Red", sale = true })).Order());
        Assert.Equal(all.Where(i => i % 5 == 2).Order(), (await MatchAsync(new { tags = "t2" })).Order());
        Assert.Empty(await MatchAsync(new { colour = "Green" }));
    }

    [Fact]
    public async Task Equal_requests_get_equal_replies_and_ties_are_ordered_by_id()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 4);
        await _http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 40).Select(i => ($"i{i:00}", Vectors.Random(1), (object?)null)));

        for (var repeat = 0; repeat < 5; repeat++)
        {
            var answer = await (await _http.RecommendAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(2) } }, k = 7 })).JsonAsync(HttpStatusCode.OK);

            Assert.Equal(["i00", "i01", "i02", "i03", "i04", "i05", "i06"], answer.Ids());
        }
    }

    [Fact]
    public async Task Diversity_collapses_near_duplicates_and_keeps_the_best_first()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 3);
        var twins = Enumerable.Range(0, 6).Select(i => ($"twin{i}", Vectors.Random(1), (object?)null));
        var others = Enumerable.Range(2, 10).Select(i => ($"other{i}", Vectors.Random(i), (object?)null));
        await _http.PutEmbeddingsAsync(catalog, [.. twins, .. others]);
        var like = new[] { new { embedding = Vectors.Random(1) } };

        var nearest = await (await _http.RecommendAsync(catalog, new { like, k = 5 })).JsonAsync(HttpStatusCode.OK);
        var varied = await (await _http.RecommendAsync(catalog, new { like, k = 5, diversity = 0.5 })).JsonAsync(HttpStatusCode.OK);

        Assert.All(nearest.Ids(), id => Assert.StartsWith("twin", id, StringComparison.Ordinal));
        Assert.Equal("twin0", varied.Ids()[0]);
        Assert.Equal(4, varied.Ids().Count(id => id.StartsWith("other", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Agreement_brings_forward_what_agrees_with_the_other_results(int shards)
    {
        var catalog = await _http.CreateCatalogAsync(shards);
        // Along one circle: c0 is the nearest to the question, c5 the farthest, and only c1 is another kind.
        var items = Enumerable.Range(0, 6).Select(i => ($"c{i}", OnCircle(0.05 * (i + 1)), (object?)new { kind = i == 1 ? "dress" : "shirt" }));
        await _http.PutEmbeddingsAsync(catalog, [.. items]);
        var like = new[] { new { embedding = OnCircle(0) } };

        var nearest = await (await _http.RecommendAsync(catalog, new { like, k = 4 })).JsonAsync(HttpStatusCode.OK);
        var agreeing = await (await _http.RecommendAsync(catalog, new { like, k = 4, agreement = 0.5 })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(["c0", "c1", "c2", "c3"], nearest.Ids());
        Assert.Equal(["c0", "c2", "c3", "c4"], agreeing.Ids());
        Assert.Equal((double)nearest["results"]![2]!["score"]!, (double)agreeing["results"]![1]!["score"]!);

        static float[] OnCircle(double angle)
        {
            var vector = new float[Vectors.Dimension];
            (vector[0], vector[1]) = ((float)Math.Cos(angle), (float)Math.Sin(angle));
            return vector;
        }
    }

    [Fact]
    public async Task An_empty_catalogue_answers_with_nothing()
    {
        var catalog = await _http.CreateCatalogAsync();

        var answer = await (await _http.RecommendAsync(catalog, Drawn.Jpeg(0))).JsonAsync(HttpStatusCode.OK);

        Assert.Empty(answer.Ids());
        Assert.True((bool)answer["coverage"]!["exact"]!);
    }

    [Fact]
    public async Task The_embedding_of_a_picture_is_a_unit_vector_and_finds_the_same_as_the_picture()
    {
        var catalog = await DrawnCatalogAsync();
        using var form = Api.PictureForm(Drawn.Jpeg(4));
        var embedded = await (await _http.PostAsync($"{Api.Root}/embeddings", form, Stop)).JsonAsync(HttpStatusCode.OK);
        var embedding = embedded["embedding"]!.AsArray().Select(number => (float)number!).ToArray();

        var byPicture = await (await _http.RecommendAsync(catalog, Drawn.Jpeg(4))).JsonAsync(HttpStatusCode.OK);
        var byEmbedding = await (await _http.RecommendAsync(catalog, new { like = new[] { new { embedding } } })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("resnet50-fashion", (string?)embedded["model"]);
        Assert.Equal(1.0, embedding.Sum(component => (double)component * component), 1e-5);
        Assert.Equal(byPicture.Ids(), byEmbedding.Ids());
    }

    async Task<string> DrawnCatalogAsync()
    {
        var catalog = await _http.CreateCatalogAsync();
        var items = Enumerable.Range(0, Drawn.Count).Select(i => new
        {
            id = Drawn.Product(i).Id,
            image = Drawn.Jpeg(i),
            attributes = Drawn.Product(i).Attributes,
        });
        using var reply = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            _http, $"{Api.Root}/catalogs/{catalog}/items:batch", new { items }, Stop);
        Assert.All((await reply.JsonAsync(HttpStatusCode.OK))["results"]!.AsArray(), result => Assert.Equal("stored", (string?)result!["status"]));
        return catalog;
    }
}
