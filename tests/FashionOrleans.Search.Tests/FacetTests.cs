using CsCheck;

namespace FashionOrleans.Search.Tests;

public sealed class FacetTests
{
    static readonly Gen<(int Colour, int Price, int Sale, int[] Tags)[]> Items =
        Gen.Select(Gen.Int[0, 4], Gen.Int[-1, 9], Gen.Int[0, 2], Gen.Int[0, 3].Array[0, 3]).Array[0, 600];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Facets_are_the_counts_of_a_look_at_every_item() => Gen.Select(Items, Gen.Int[0, 9], Gen.Int[0, 2]).SampleAsync(async (items, below, words) =>
    {
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = 1, LearnAutomatically = false }, pool);
        for (var i = 0; i < items.Length; i++)
            index.Apply([Entries.Of($"i{i}", [1], """{"colour":"replaced"}""")], []);
        index.Apply([.. items.Select((item, i) => Entries.Of($"i{i}", [1], Json(item)))], ["i0"]);
        string[] asked = words == 0 ? [] : words == 1 ? ["c1"] : ["c1", "t2"];

        var facets = await index.CountFacetsAsync(
            new FacetQuery { Fields = ["colour", "price", "sale", "tags", "nosuchfield"], Filter = Filter.Between("price", double.NegativeInfinity, true, below, false), Words = asked, AnyWord = words == 2 },
            Stop);

        var admitted = items.Where(item => item.Price >= 0 && item.Price < below && (words == 0 || item.Colour == 1 || words == 2 && item.Tags.Contains(2))).ToArray();
        var (colour, price, sale, tags) = (facets[0], facets[1], facets[2], facets[3]);
        Assert.Equal(
            admitted.Where(item => item.Colour > 0).GroupBy(item => $"c{item.Colour}").Select(group => new FieldValueCount(group.Key, group.Count())).OrderBy(value => value.Value),
            colour.Values.OrderBy(value => value.Value));
        Assert.Equal(admitted.Count(item => item.Colour > 0), colour.Items);
        Assert.Equal(admitted.Length, price.Numbers);
        if (admitted.Length > 0)
            Assert.Equal((admitted.Min(item => item.Price), admitted.Max(item => item.Price)), (price.Minimum, price.Maximum));
        Assert.Equal((admitted.Count(item => item.Sale == 1), admitted.Count(item => item.Sale == 2)), (sale.False, sale.True));
        Assert.Equal(
            admitted.SelectMany(item => item.Tags.Distinct()).GroupBy(tag => $"t{tag}").Select(group => new FieldValueCount(group.Key, group.Count())).OrderBy(value => value.Value),
            tags.Values.OrderBy(value => value.Value));
        Assert.False(facets[4].IsKnown);
    }, iter: 60);

    [Fact]
    public async Task A_field_with_too_many_values_says_so()
    {
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = 1, LearnAutomatically = false }, pool);
        index.Apply([.. Enumerable.Range(0, FacetQuery.MaxValues + 1).Select(i => Entries.Of($"i{i}", [1], $$"""{"name":"n{{i}}"}"""))], []);

        var facet = Assert.Single(await index.CountFacetsAsync(new FacetQuery { Fields = ["name"] }, Stop));

        Assert.True(facet.HasTooManyValues);
        Assert.Empty(facet.Values);
        Assert.Equal(FacetQuery.MaxValues + 1, facet.Items);
    }

    static string Json((int Colour, int Price, int Sale, int[] Tags) item)
    {
        List<string> fields = [$"\"tags\":[{string.Join(',', item.Tags.Select(tag => $"\"t{tag}\""))}]"];
        if (item.Colour > 0)
            fields.Add($"\"colour\":\"c{item.Colour}\"");
        if (item.Price >= 0)
            fields.Add($"\"price\":{item.Price}");
        if (item.Sale > 0)
            fields.Add($"\"sale\":{(item.Sale == 2 ? "true" : "false")}");
        return $"{{{string.Join(',', fields)}}}";
    }
}
