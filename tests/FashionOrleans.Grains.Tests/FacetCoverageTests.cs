using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests;

public sealed class FacetCoverageTests
{
    const int Held = 1;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facets_and_words_are_those_of_the_shards_that_answered_and_the_coverage_says_which()
    {
        await using var cluster = await Cluster.StartAsync(options => options.LoadingGrace = TimeSpan.Zero);
        var catalog = await cluster.CreateCatalogAsync(shards: 3);
        var gate = cluster.Store.HoldLoading(Held);
        var items = Enumerable.Range(0, 60).Select(Item).ToArray();
        var there = Array.FindAll(items, item => catalog.ShardOf(item.Id).Number != Held);
        var grain = cluster.Grains.GetGrain<IItemsGrain>(catalog.Name);
        await grain.UpsertAsync(Guid.NewGuid(), [.. there], Stop);
        var query = new RecommendationQuery([], [], 100, default) { Text = "dress", Facets = ["colour"] };

        var partial = await RecommendAsync(cluster, query);
        gate.SetResult();
        await grain.UpsertAsync(Guid.NewGuid(), [.. items], Stop);
        var whole = await RecommendAsync(cluster, query);

        Assert.Equal((3, 2), (partial.Coverage.Shards, partial.Coverage.ShardsAnswered));
        Assert.Equal(Ids(there), partial.Results.Select(result => result.Id).Order(StringComparer.Ordinal));
        Assert.Equal(there.Length, partial.Facets[0].Items);
        Assert.Equal(there.Count(IsRed), partial.Facets[0].Values.Single(value => value.Value == "Red").Count);
        Assert.Equal(3, whole.Coverage.ShardsAnswered);
        Assert.Equal([new FieldValue("Blue", 45), new FieldValue("Red", 15)], whole.Facets[0].Values);
        Assert.Equal(Ids(items), whole.Results.Select(result => result.Id).Order(StringComparer.Ordinal));

        // All items have as many words, and all have this one: without an example they tie, and ties go by id.
        Assert.Equal(Ids(items), whole.Results.Select(result => result.Id));
    }

    static ItemUpload Item(int i) => new(
        $"i{i}", default, Cluster.Axis(i), Encoding.UTF8.GetBytes($$"""{"colour":"{{(i % 4 == 0 ? "Red" : "Blue")}}","name":"dress {{i}}"}"""), null);

    static bool IsRed(ItemUpload item) => Encoding.UTF8.GetString(item.Attributes.Span).Contains("Red", StringComparison.Ordinal);

    static IEnumerable<string> Ids(ItemUpload[] items) => items.Select(item => item.Id).Order(StringComparer.Ordinal);

    static Task<Recommendations> RecommendAsync(Cluster cluster, RecommendationQuery query) =>
        cluster.Grains.GetGrain<ICoordinatorGrain>("shop").RecommendAsync(query, Stop);
}
