using FashionOrleans.Fuzz.Mutation;
using FashionOrleans.Search;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>A filter of the HTTP API: parsed, and asked of an index with fields of all kinds.</summary>
sealed class FilterTarget : IFuzzTarget, IDisposable
{
    static readonly string[] Keys = ["gender", "price", "sale", "tags", "none", "$and", "$or", "$not", "$exists", "eq", "ne", "lt", "lte", "gt", "gte", "in", "nin", "$eq", "$ne", "$in", "exists", "not"];

    static readonly float[] Direction = [0.6f, 0.8f];

    readonly ScanPool _pool = new(new ScanPoolOptions { Threads = 1 });
    readonly VectorIndex _index;

    public FilterTarget()
    {
        _index = new VectorIndex(new VectorIndexOptions { Dimension = 2 }, _pool);
        _index.Apply([.. Enumerable.Range(0, 40).Select(i => new IndexEntry($"i{i}", new float[] { i % 2, 1 - (i % 2) }, AttributeSet.Parse(Attributes(i))))], []);
    }

    public string Name => "filter";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        """{}"""u8.ToArray(),
        """{"gender":"Women","baseColour":["Red","Pink"],"price":{"lt":50,"gte":10}}"""u8.ToArray(),
        """{"$or":[{"gender":{"ne":"Men"}},{"$and":[{"sale":true},{"$not":{"tags":"x"}}]}],"price":{"$exists":true}}"""u8.ToArray(),
        """{"tags":{"in":["a","b"]},"none":{"nin":[1,2.5,false,"x"]}}"""u8.ToArray(),
    ];

    public IReadOnlyList<string> Words { get; } = [.. Keys.Select(key => $"\"{key}\":"), "[", "]", "{", "}", ",", "null", "true", "1e400", "-0.0", "\"x\"", "\\ud800"];

    public byte[] Generate(Random random) => new JsonGenerator(random, Keys).Object();

    public void Run(byte[] input)
    {
        var filter = Filter.Parse(input);
        var answer = _index.SearchAsync(new SearchQuery { Vector = Direction, K = 3, Filter = filter }).AsTask().GetAwaiter().GetResult();
        if (answer.Hits.Count > 3)
        {
            throw new InvalidOperationException("More was found than was asked for.");
        }
    }

    public void Dispose()
    {
        _index.Dispose();
        _pool.Dispose();
    }

    static byte[] Attributes(int i) => System.Text.Encoding.UTF8.GetBytes(
        $$"""{"gender":"{{(i % 3 == 0 ? "Men" : "Women")}}","price":{{i}},"sale":{{(i % 4 == 0 ? "true" : "false")}},"tags":["x","t{{i % 5}}"]}""");
}
