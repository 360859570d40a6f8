using FashionOrleans.Fuzz.Mutation;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Web.Endpoints;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>JSON bodies, each as all requests that take one: queries, catalogues, schemas, shoppers' events, look-ups, migrations.</summary>
sealed class JsonBodyTarget : IFuzzTarget
{
    const int Limit = CurrentInput.MaxBytes;

    static readonly string[] Keys =
    [
        "like", "unlike", "id", "image", "imageUrl", "embedding", "crop", "x", "y", "width", "height", "k", "filter", "diversity", "agreement", "strategy", "ef", "exact", "shopper",
        "shopperWeight", "text", "textMode", "textWeight", "facets", "model", "shards", "replicas", "index", "vectorFormat", "vectorStorage", "fields", "events", "type", "catalog", "item",
        "ids", "picturesPerSecond", "label", "cutOver", "again",
    ];

    readonly WebSettings _settings = new();

    // Nobody who is unknown lets the server fetch anything, so this asks no network.
    readonly PictureAddresses _addresses = new(null!, Options.Create(new WebSettings()), TimeProvider.System);

    public string Name => "jsonbody";

    // Blanks at the end make every seed be tried as every kind.
    public IReadOnlyList<byte[]> Seeds { get; } = [.. Bodies.SelectMany(body => Enumerable.Range(0, 9).Select(blanks => (byte[])[.. body, .. new string(' ', blanks).Select(blank => (byte)blank)]))];

    static readonly byte[][] Bodies =
    [
        """{"like":[{"id":"15970"},{"image":"AAEC","crop":{"x":0.1,"y":0.1,"width":0.5,"height":0.5}}],"unlike":[{"embedding":[0.1,0.2]}],"k":5,"filter":{"gender":"Women","price":{"lt":50}},"diversity":0.5,"shopper":"s-1","shopperWeight":0.3}"""u8.ToArray(),
        """{"like":[{"image":"AAEC","crop":"auto"}],"text":"red dress","textMode":"narrow","textWeight":2,"facets":["gender"],"strategy":"best","ef":64,"exact":true,"agreement":0}"""u8.ToArray(),
        """{"model":"resnet50-fashion","shards":8,"replicas":1,"index":"hnsw","vectorFormat":"float16","vectorStorage":"mapped"}"""u8.ToArray(),
        """{"fields":{"price":"number","tags":"tags"}}"""u8.ToArray(),
        """{"events":[{"id":"e1","type":"like","catalog":"demo","item":"a"},{"type":"view","catalog":"demo","item":"b"}]}"""u8.ToArray(),
        """{"ids":["a","b"]}"""u8.ToArray(),
        """{"model":"m","picturesPerSecond":10,"label":"articleType","cutOver":"manual","again":true}"""u8.ToArray(),
        """{"like":[null],"events":[null],"ids":[null]}"""u8.ToArray(),
    ];

    public IReadOnlyList<string> Words { get; } =
        [.. Keys.Select(key => $"\"{key}\":"), "[", "]", "{", "}", ",", "null", "[null]", "1e400", "-1", "\"auto\"", "\"best\"", "\"NaN\"", "\\ud800", "\"hnsw\"", "\"like\"", "2147483648"];

    public byte[] Generate(Random random) => new JsonGenerator(random, Keys).Object();

    public void Run(byte[] input)
    {
        // As one kind of body each: an input that is valid for one is refused by the others.
        switch (input.Length % 9)
        {
            case 0: Read(input, WebJson.Default.CatalogRequest).ToSettings(); break;
            case 1: FieldRules.Write(SchemaEndpoints.Declared(Read(input, WebJson.Default.SchemaRequest))); break;
            case 2: ShopperEndpoints.ToEvents(Read(input, WebJson.Default.ShopperEventsRequest), "write"); break;
            case 3: ItemEndpoints.Ids(Read(input, WebJson.Default.LookupRequest)); break;
            case 4: Read(input, WebJson.Default.MigrationRequestBody).ToRequest(); break;
            default: Query(input); break;
        }
    }

    void Query(byte[] input)
    {
        var query = QueryReader.ReadAsync(Request(input), _settings, _addresses, CancellationToken.None).GetAwaiter().GetResult();
        QueryRules.Require(query);
        Search.Filter.Parse(query.Filter.IsEmpty ? "{}"u8 : query.Filter.Span);
    }

    static T Read<T>(byte[] input, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        RequestBody.ReadJsonAsync(Request(input), type, Limit, CancellationToken.None).GetAwaiter().GetResult();

    static HttpRequest Request(byte[] input)
    {
        var context = new DefaultHttpContext();
        context.Features.Set(AnonymousCaller.Instance);
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = input.Length;
        context.Request.Body = new MemoryStream(input);
        return context.Request;
    }
}
