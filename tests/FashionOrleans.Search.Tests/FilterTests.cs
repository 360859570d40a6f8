using System.Text;

namespace FashionOrleans.Search.Tests;

public sealed class FilterTests
{
    static readonly (string Id, string Attributes)[] Items =
    [
        ("red", """{"colour":"Red","price":10,"sale":true,"tags":["new","summer"]}"""),
        ("pink", """{"colour":"Pink","price":20.5,"sale":false,"tags":["summer"]}"""),
        ("blue", """{"colour":"Blue","price":30,"tags":[]}"""),
        ("mixed", """{"colour":7,"price":"ask"}"""),
        ("bare", "{}"),
    ];

    [Theory]
    [InlineData("{}", "red pink blue mixed bare")]
    [InlineData("""{"colour":"Red"}""", "red")]
    [InlineData("""{"colour":["Red","Pink","Green"]}""", "red pink")]
    [InlineData("""{"colour":["Red",7]}""", "red mixed")]
    [InlineData("""{"colour":7}""", "mixed")]
    [InlineData("""{"colour":"7"}""", "")]
    [InlineData("""{"price":"ask"}""", "mixed")]
    [InlineData("""{"price":{"lt":30}}""", "red pink")]
    [InlineData("""{"price":{"lte":30}}""", "red pink blue")]
    [InlineData("""{"price":{"gt":10,"lt":30}}""", "pink")]
    [InlineData("""{"price":{"gte":10,"lte":10}}""", "red")]
    [InlineData("""{"sale":true}""", "red")]
    [InlineData("""{"sale":[true,false]}""", "red pink")]
    [InlineData("""{"tags":"summer"}""", "red pink")]
    [InlineData("""{"tags":{"exists":true}}""", "red pink")]
    [InlineData("""{"tags":{"exists":false}}""", "blue mixed bare")]
    [InlineData("""{"colour":{"not":"Red"}}""", "pink blue mixed bare")]
    [InlineData("""{"colour":{"not":["Red","Blue"],"exists":true}}""", "pink mixed")]
    [InlineData("""{"colour":"Red","sale":false}""", "")]
    [InlineData("""{"$or":[{"colour":"Blue"},{"sale":true}]}""", "red blue")]
    [InlineData("""{"$and":[{"tags":"summer"},{"$not":{"tags":"new"}}]}""", "pink")]
    [InlineData("""{"$not":{"$or":[{"price":{"gte":0}},{"price":"ask"}]}}""", "bare")]
    public async Task A_filter_admits_exactly_the_items_that_satisfy_it(string filter, string expected)
    {
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = 3 }, pool);
        index.Apply([.. Items.Select(item => Entries.Of(item.Id, [1, 0, 0], item.Attributes))], []);
        var result = await index.SearchAsync(Entries.Query([1, 0, 0], 10, filter), TestContext.Current.CancellationToken);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), result.Hits.Select(hit => hit.Id));
        Assert.Equal(result.Hits.Count, result.ItemsMatched);
        Assert.Equal(Items.Length, result.ItemsSearched);
    }

    [Fact]
    public async Task Fields_that_no_item_has_are_named()
    {
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = 3 }, pool);
        index.Apply([Entries.Of("a", [1, 0, 0], """{"colour":"Red"}""")], []);
        var result = await index.SearchAsync(Entries.Query([1, 0, 0], 1, """{"$or":[{"color":"Red"},{"prize":{"lt":3}},{"colour":"Red"}]}"""), TestContext.Current.CancellationToken);
        Assert.Equal(["color", "prize"], result.UnknownFilterFields);
        Assert.Single(result.Hits);
    }

    [Theory]
    [InlineData("[]", "JSON object")]
    [InlineData("", "not valid JSON")]
    [InlineData("""{"a":""", "not valid JSON")]
    [InlineData("""{"a":null}""", "exists")]
    [InlineData("""{"a":[]}""", "empty")]
    [InlineData("""{"a":[[1]]}""", "string, a number or a boolean")]
    [InlineData("""{"a":{}}""", "empty")]
    [InlineData("""{"a":{"near":1}}""", "'near'")]
    [InlineData("""{"a":{"lt":"1"}}""", "finite number")]
    [InlineData("""{"a":{"exists":1}}""", "true or false")]
    [InlineData("""{"$xor":[]}""", "$and, $or and $not")]
    [InlineData("""{"$and":{}}""", "array of filters")]
    [InlineData("""{"$or":[]}""", "empty")]
    [InlineData("""{"$not":[]}""", "JSON object")]
    public void A_wrong_filter_is_refused_with_a_sentence(string json, string part)
    {
        var e = Assert.Throws<FilterFormatException>(() => Filter.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_on_depth_and_size_hold()
    {
        static string Nested(int depth) => depth == 0 ? """{"a":1}""" : $$"""{"$not":{{Nested(depth - 1)}}}""";
        Filter.Parse(Encoding.UTF8.GetBytes(Nested(Filter.MaxDepth)));
        Assert.Throws<FilterFormatException>(() => Filter.Parse(Encoding.UTF8.GetBytes(Nested(Filter.MaxDepth + 1))));
        var values = string.Join(',', Enumerable.Range(0, Filter.MaxValues + 1));
        Assert.Throws<FilterFormatException>(() => Filter.Parse(Encoding.UTF8.GetBytes($"{{\"a\":[{values}]}}")));
        var nodes = string.Join(',', Enumerable.Repeat("{\"a\":1}", Filter.MaxNodes));
        Assert.Throws<FilterFormatException>(() => Filter.Parse(Encoding.UTF8.GetBytes($"{{\"$or\":[{nodes}]}}")));
        Assert.Throws<FilterFormatException>(() => Filter.Parse(new byte[Filter.MaxBytes + 1]));
    }
}
