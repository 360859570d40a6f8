using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionOrleans.SampleCatalog;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>
/// A catalogue of drawn products with their pictures, under a load that asks for each by its picture and changes its attributes. A query whose
/// vector and index are of different models would not find the product itself at the top, with a cosine near 1.
/// </summary>
sealed class PictureShop(LocalCluster cluster, string name, int products, int seed) : IDisposable
{
    const double SameModel = 0.98;
    const int Queriers = 2;

    // Every third product is written and deleted, the others stay.
    const int Changing = 3;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    readonly byte[][] _pictures = [.. SampleProducts.Create(products, seed).Select(product => product.RenderJpeg(120, 160))];
    readonly int?[] _values = new int?[products];
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _clients = [];
    int _next;
    int _queries;
    int _failures;
    int _writes;

    /// <summary>Queries answered in full.</summary>
    public int Queries => _queries;

    /// <summary>Queries that were refused or not answered in full.</summary>
    public int Failures => _failures;

    /// <summary>Writes acknowledged while the load ran.</summary>
    public int Writes => _writes;

    /// <summary>Whether a query that finds nothing, or is refused, is forgiven: where silos are killed.</summary>
    public bool Forgives { get; init; }

    /// <summary>The pause between two writes.</summary>
    public TimeSpan WritePause { get; init; } = Pause;

    /// <summary>The models that answers named, in the order in which they were first seen after each other.</summary>
    public List<string> Models { get; } = [];

    string Root => $"/api/v1/catalogs/{name}";

    HttpClient Http => cluster.Webs[(int)((uint)Interlocked.Increment(ref _next) % (uint)cluster.Webs.Count)].Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _stop.Dispose();

    public async Task CreateAsync(int shards, int replicas)
    {
        await cluster.CreateCatalogAsync(name, shards, replicas);
        foreach (var batch in Enumerable.Range(0, products).Chunk(20))
        {
            await PutAsync(batch, 0);
        }
    }

    public void Start()
    {
        _clients.AddRange(Enumerable.Range(0, Queriers).Select(QueryAsync));
        _clients.Add(WriteAsync());
    }

    /// <summary>Ends the load, and throws what its clients have found to be wrong.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
    }

    /// <summary>Throws what a client has found to be wrong so far.</summary>
    public async Task RequireWellAsync()
    {
        foreach (var client in _clients.Where(client => client.IsFaulted))
        {
            await client;
        }
    }

    /// <summary>Every product is found by its picture with its last value, and deleted ones are not.</summary>
    public async Task CheckAsync()
    {
        for (var product = 0; product < products; product++)
        {
            var answer = await AskAsync(product);
            Assert.True(answer is { IsFull: true }, $"The query for p{product} is not answered in full after the end.");
            Assert.Equal(_values[product], answer.ValueOf($"p{product}"));
        }
    }

    /// <summary>Sends to a route of the catalogue, as an operator would.</summary>
    public async Task<JsonNode> SendAsync(HttpMethod method, string route, object? body = null, int status = 200)
    {
        using var request = new HttpRequestMessage(method, $"{Root}{route}") { Content = body is null ? null : JsonContent.Create(body) };
        using var reply = await Http.SendAsync(request, Stop);
        var text = await reply.Content.ReadAsStringAsync(Stop);
        Assert.True((int)reply.StatusCode == status, $"{method} {route} was answered with {reply.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Waits until the report says so.</summary>
    public async Task<JsonNode> UntilAsync(Func<JsonNode, bool> isReached, TimeSpan limit)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            using var reply = await Http.GetAsync($"{Root}/migration", Stop);
            var report = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!;
            if (reply.IsSuccessStatusCode && isReached(report))
            {
                return report;
            }

            await RequireWellAsync();
            Assert.True(Stopwatch.GetElapsedTime(begun) < limit, $"The migration does not come to it: {report.ToJsonString()}. The processes said: {cluster.Output}");
            await Task.Delay(100, Stop);
        }
    }

    async Task QueryAsync(int querier)
    {
        var random = new Random(seed + querier);
        while (!_stop.IsCancellationRequested)
        {
            var product = random.Next(products);
            var (before, answer, after) = (_values[product], await AskAsync(product), _values[product]);
            if (answer is not { IsFull: true })
            {
                Interlocked.Increment(ref _failures);
                Assert.True(Forgives, $"The query for p{product} was not answered in full: {answer?.Problem}");
                continue;
            }

            Interlocked.Increment(ref _queries);
            if (product % Changing != 0 && (answer.IsCurrent || !Forgives))
            {
                Assert.Equal(before, answer.ValueOf($"p{product}"));
                Assert.Equal(after, answer.ValueOf($"p{product}"));
            }

            lock (Models)
            {
                if (Models.Count == 0 || Models[^1] != answer.Model)
                {
                    Models.Add(answer.Model);
                }
            }

            await Task.Delay(Pause);
        }
    }

    async Task<PictureAnswer?> AskAsync(int product)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(_pictures[product]), "image", "picture.jpg" }, { new StringContent("3"), "k" } };
        HttpResponseMessage reply;
        try
        {
            reply = await Http.PostAsync($"{Root}/recommendations", form, Stop);
        }
        catch (HttpRequestException) when (Forgives)
        {
            return null;
        }

        using (reply)
        {
            var json = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!;
            return reply.IsSuccessStatusCode ? PictureAnswer.Read(json, SameModel) : new PictureAnswer(new Dictionary<string, int>(), "", false, false, json.ToJsonString());
        }
    }

    async Task WriteAsync()
    {
        var random = new Random(~seed);
        for (var value = 1; !_stop.IsCancellationRequested; value++)
        {
            var product = random.Next(products / Changing) * Changing;
            if (random.Next(3) == 0)
            {
                using var reply = await Http.DeleteAsync($"{Root}/items/p{product}", Stop);
                if (reply.IsSuccessStatusCode || reply.StatusCode == System.Net.HttpStatusCode.NotFound)
                {
                    _values[product] = null;
                    Interlocked.Increment(ref _writes);
                }
                else
                {
                    Assert.True(Forgives, $"A deletion was answered with {reply.StatusCode}: {await reply.Content.ReadAsStringAsync(Stop)}");
                    await PutAgainAsync(product, value);
                }
            }
            else
            {
                await PutAgainAsync(product, value);
            }

            await Task.Delay(WritePause);
        }
    }

    /// <summary>Writes until it is acknowledged, so that the last value is known.</summary>
    async Task PutAgainAsync(int product, int value)
    {
        while (!await PutAsync([product], value))
        {
            Assert.True(Forgives, $"p{product} could not be stored.");
            await Task.Delay(Pause);
        }

        Interlocked.Increment(ref _writes);
        var answer = await AskAsync(product);
        if (answer is { IsFull: true, IsCurrent: true })
        {
            Assert.Equal(value, answer.ValueOf($"p{product}"));
        }
    }

    async Task<bool> PutAsync(int[] keys, int value)
    {
        var items = keys.Select(key => new { id = $"p{key}", attributes = new { value, kind = $"kind{key % 4}" }, image = Convert.ToBase64String(_pictures[key]) });
        using var reply = await Http.PostAsJsonAsync($"{Root}/items:batch", new { items }, Stop);
        var json = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!;
        var isStored = reply.IsSuccessStatusCode && json["results"]!.AsArray().All(result => (string)result!["status"]! == "stored");
        Assert.True(isStored || Forgives, json.ToJsonString());
        Array.ForEach(keys, key => _values[key] = isStored ? value : _values[key]);
        return isStored;
    }
}
