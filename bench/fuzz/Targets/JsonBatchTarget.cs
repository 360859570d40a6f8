using FashionOrleans.Fuzz.Mutation;
using FashionOrleans.Web.Requests;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>A batch of items in JSON.</summary>
sealed class JsonBatchTarget : IFuzzTarget
{
    static readonly string[] Keys = ["items", "id", "image", "embedding", "attributes", "revision", "imageUrl"];

    public string Name => "jsonbatch";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        """{"items":[{"id":"a","image":"AAECAw==","attributes":{"gender":"Women","price":9.5,"sale":true,"tags":["x","y"],"none":null},"revision":"r1"}]}"""u8.ToArray(),
        """{"items":[{"id":"b","embedding":[0.6,0.8,-1e-3]},{"id":"c","imageUrl":"http://x/y.jpg"},{"id":"d","image":null}]}"""u8.ToArray(),
        """{"items":[]}"""u8.ToArray(),
        """{"items":[1,null,[],{"id":7}],"items":[{}]}"""u8.ToArray(),
    ];

    public IReadOnlyList<string> Words { get; } = [.. Keys.Select(key => $"\"{key}\":"), "[", "]", "{", "}", ",", "null", "1e400", "-0", "\\ud800", "\\u0000", "{\"id\":\"a\"},"];

    public byte[] Generate(Random random) => new JsonGenerator(random, Keys).Object();

    public void Run(byte[] input) => BatchItems.Read(JsonBatch.Read(input));
}
