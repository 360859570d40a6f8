using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Loader.Tests.Support;

/// <summary>
/// A server that keeps items in memory and speaks the HTTP interface; tests script its moods through the hooks.
/// </summary>
sealed class FakeServer : IAsyncDisposable
{
    static readonly float[] Embedding = [0.6f, 0.8f, 0];

    readonly WebApplication _app;
    readonly ConcurrentQueue<FakeItem> _stored = new();

    FakeServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public ConcurrentDictionary<string, FakeCatalog> Catalogs { get; } = new(StringComparer.Ordinal);

    /// <summary>Every request, as "VERB /path".</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Items and bytes of every batch that arrived.</summary>
    public ConcurrentQueue<(int Items, int Bytes)> Batches { get; } = new();

    /// <summary>Ids in the order in which they were stored; an id stored twice is there twice.</summary>
    public IReadOnlyList<string> StoredIds => [.. _stored.Select(item => item.Id)];

    /// <summary>Runs before any request; a result that is not null is the reply.</summary>
    public Func<HttpContext, Task<IResult?>> Before { get; set; } = _ => Task.FromResult<IResult?>(null);

    /// <summary>Runs after a batch was read and before it is stored; a result that is not null is the reply, and nothing is stored.</summary>
    public Func<IReadOnlyList<FakeItem>, Task<IResult?>> BeforeStore { get; set; } = _ => Task.FromResult<IResult?>(null);

    /// <summary>The code an item is refused with, null to store it.</summary>
    public Func<FakeItem, string?> Refuses { get; set; } = _ => null;

    /// <summary>The ids that a picture's recommendations are, best first, before k cuts them.</summary>
    public Func<byte[], IEnumerable<string>> Ranking { get; set; } = _ => [];

    /// <summary>The score of the item at a place, 0 being the best.</summary>
    public Func<int, double> ScoreOf { get; set; } = place => 1 - (place / 100.0);

    /// <summary>Fields of the last recommendation request.</summary>
    public IReadOnlyDictionary<string, string> LastQuery { get; private set; } = new Dictionary<string, string>();

    public static async Task<FakeServer> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url).ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 64_000_000);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new FakeServer(app);
        app.Use(server.InterceptAsync);
        server.Map();
        await app.StartAsync();
        return server;
    }

    public static IResult Problem(int status, string code, string detail) =>
        Results.Json(new { title = "Problem", status, detail, code, traceId = "t-1" }, contentType: "application/problem+json", statusCode: status);

    /// <summary>503 with Retry-After.</summary>
    public static IResult Overloaded(HttpContext context, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString();
        return Problem(503, "overloaded", "The server has more work than it can queue. Try again later.");
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    async Task InterceptAsync(HttpContext context, RequestDelegate next)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (await Before(context) is { } reply) await reply.ExecuteAsync(context);
        else await next(context);
    }

    void Map()
    {
        var catalogs = _app.MapGroup("/api/v1/catalogs");
        catalogs.MapGet("", () => new { catalogs = Catalogs.Values.Select(catalog => catalog.Summary()) });
        catalogs.MapGet("{catalog}", (string catalog) => Catalogs.TryGetValue(catalog, out var found) ? Results.Json(found.Summary()) : UnknownCatalog(catalog));
        catalogs.MapPut("{catalog}", (string catalog, FakeCatalog.Settings settings) =>
        {
            var asked = FakeCatalog.WithDefaults(catalog, settings);
            var there = Catalogs.GetOrAdd(catalog, asked);
            return ReferenceEquals(there, asked) ? Results.Json(there.Summary(), statusCode: 201)
                : there.HasSettingsOf(asked) ? Results.Json(there.Summary())
                : Problem(409, "catalog_exists", "It has other settings.");
        });
        catalogs.MapDelete("{catalog}", (string catalog) => Catalogs.TryRemove(catalog, out _) ? Results.NoContent() : UnknownCatalog(catalog));
        catalogs.MapPost("{catalog}/items:batch", (string catalog, HttpRequest request) => InCatalogAsync(catalog, found => BatchAsync(found, request)));
        catalogs.MapPost("{catalog}/items:lookup", (string catalog, LookupBody body) => InCatalogAsync(catalog, found => Task.FromResult(Lookup(found, body))));
        catalogs.MapPut("{catalog}/items/{id}", (string catalog, string id, HttpRequest request) => InCatalogAsync(catalog, found => PutAsync(found, id, request)));
        catalogs.MapGet("{catalog}/items/{id}", (string catalog, string id) => InItem(catalog, id, item => Results.Json(
            new { id, attributes = item.Attributes, imageUrl = $"/api/v1/catalogs/{catalog}/items/{id}/image", revision = item.Revision, embedding = item.Embedding })));
        catalogs.MapGet("{catalog}/items/{id}/image", (string catalog, string id) => InItem(catalog, id, item => Results.Bytes(item.Picture!, "image/jpeg")));
        catalogs.MapDelete("{catalog}/items/{id}", (string catalog, string id) =>
            InItem(catalog, id, _ => Catalogs[catalog].Items.TryRemove(id, out var _) ? Results.NoContent() : UnknownItem(id)));
        catalogs.MapPost("{catalog}/recommendations", (string catalog, HttpRequest request) => InCatalogAsync(catalog, found => RecommendAsync(found, request)));
        _app.MapGet("/health/ready", () => new { status = "Healthy", checks = new { silo = "ok" } });
        _app.MapPost("/api/v1/boxes", () => new { boxes = new[] { new { x = 0.1, y = 0.2, width = 0.3, height = 0.4, score = 0.5 } }, method = "fake" });
        _app.MapPost("/api/v1/embeddings", () => new { model = "fake", dimension = 3, embedding = Embedding });
    }

    static IResult UnknownCatalog(string name) => Problem(404, "unknown_catalog", $"There is no catalogue {name}. Create it first.");

    static IResult UnknownItem(string id) => Problem(404, "unknown_item", $"There is no item {id}.");

    async Task<IResult> InCatalogAsync(string catalog, Func<FakeCatalog, Task<IResult>> then) =>
        Catalogs.TryGetValue(catalog, out var found) ? await then(found) : UnknownCatalog(catalog);

    IResult InItem(string catalog, string id, Func<FakeItem, IResult> then) =>
        !Catalogs.TryGetValue(catalog, out var found) ? UnknownCatalog(catalog)
        : found.Items.TryGetValue(id, out var item) ? then(item)
        : UnknownItem(id);

    async Task<IResult> BatchAsync(FakeCatalog catalog, HttpRequest request)
    {
        if (request.ContentType != "application/x-msgpack") return Problem(415, "unsupported_media_type", "Send MessagePack.");
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var items = FakeBatchReader.Read(body.ToArray());
        Batches.Enqueue((items.Count, (int)body.Length));
        if (await BeforeStore(items) is { } reply) return reply;
        return Results.Json(new { results = items.Select(item => Store(catalog, item)).ToList() });
    }

    object Store(FakeCatalog catalog, FakeItem item)
    {
        if (Refuses(item) is { } code) return new { id = item.Id, status = "refused", code, detail = $"Refused with {code}, \"as asked\"." };
        catalog.Items[item.Id] = item;
        _stored.Enqueue(item);
        return new { id = item.Id, status = "stored" };
    }

    static IResult Lookup(FakeCatalog catalog, LookupBody body) => Results.Json(new
    {
        items = body.Ids.Where(catalog.Items.ContainsKey).Select(id => new { id, revision = catalog.Items[id].Revision }),
    });

    async Task<IResult> PutAsync(FakeCatalog catalog, string id, HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        using var picture = new MemoryStream();
        await form.Files["image"]!.CopyToAsync(picture);
        var attributes = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object?>>(form["attributes"].ToString())!;
        Store(catalog, new(id, picture.ToArray(), null, attributes, form["revision"]));
        return Results.Json(new { id, status = "stored" });
    }

    async Task<IResult> RecommendAsync(FakeCatalog catalog, HttpRequest request)
    {
        string[] like;
        byte[] picture = [];
        var k = 5;
        string[] facets = [];
        string? filter = null;
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            LastQuery = form.ToDictionary(field => field.Key, field => field.Value.ToString());
            using var content = new MemoryStream();
            await form.Files["image"]!.CopyToAsync(content);
            picture = content.ToArray();
            like = [.. form["like"].OfType<string>()];
            k = int.Parse(form["k"]!);
        }
        else
        {
            using var text = new StreamReader(request.Body, Encoding.UTF8);
            var json = await text.ReadToEndAsync();
            LastQuery = new Dictionary<string, string> { ["json"] = json };
            var body = System.Text.Json.Nodes.JsonNode.Parse(json)!;
            like = [.. (body["like"]?.AsArray() ?? []).Select(example => example!["id"]?.ToString()).OfType<string>()];
            k = (int)body["k"]!;
            facets = [.. (body["facets"]?.AsArray() ?? []).Select(field => field!.ToString())];
            filter = body["filter"]?.ToJsonString();
        }

        if (picture is [(byte)'!', ..]) return Problem(400, "not_a_picture", "The picture cannot be read. Send a JPEG, PNG or WebP.");
        // A request for counts shows no picture and wants no items.
        var results = (facets.Length > 0 && picture.Length == 0 ? [] : Ranking(picture)).Where(id => !like.Contains(id)).Take(k).Select((id, rank) => new
        {
            id,
            score = ScoreOf(rank),
            attributes = catalog.Items.TryGetValue(id, out var item) ? item.Attributes : new Dictionary<string, object?>(),
            imageUrl = (string?)null,
        });
        return Results.Json(new
        {
            results,
            coverage = new { shards = 8, shardsAnswered = 8, items = catalog.Items.Count, itemsSearched = catalog.Items.Count, exact = true },
            timings = new { embedMs = 1.5, searchMs = 0.5, totalMs = 2.0 },
            model = "fake",
            facets = facets.Length == 0 ? null : FakeFacets.Count(catalog.Items.Values, filter, facets),
        });
    }

    sealed record LookupBody(string[] Ids);
}
