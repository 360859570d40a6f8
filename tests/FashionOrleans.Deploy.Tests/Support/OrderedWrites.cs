using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>
/// One client that writes one thing after the other: items, replacements, deletions, likes. What a copy of the store holds must be what there was
/// after so many of these writes, no fewer than were acknowledged when the copy was begun.
/// </summary>
/// <param name="http">The server that is written to.</param>
sealed class OrderedWrites(HttpClient http) : IDisposable
{
    const string Catalog = "/api/v1/catalogs/stock";
    const string Shopper = "/api/v1/shoppers/s-writer";
    const int Dimension = 2048;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    readonly CancellationTokenSource _enough = new();
    Task _writing = Task.CompletedTask;
    int _begun;
    int _acknowledged;

    /// <summary>Writes that were sent so far.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <summary>Writes that were acknowledged so far.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Makes the catalogue, begins, and returns once so many writes were acknowledged.</summary>
    public async Task StartAsync(int acknowledged)
    {
        using var created = await http.PutAsJsonAsync(Catalog, new { shards = 3 }, Stop);
        created.EnsureSuccessStatusCode();
        _writing = Task.Run(WriteAsync, Stop);
        while (Acknowledged < acknowledged && !_writing.IsCompleted)
        {
            await Task.Delay(Look, Stop);
        }
    }

    /// <summary>Ends the client; throws when a write was refused.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _writing;
    }

    /// <summary>A server holds what there was after one number of writes, from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <returns>That number.</returns>
    public static async Task<int> RequireMomentAsync(HttpClient http, int least, int most)
    {
        var found = new Dictionary<string, int>();
        for (var write = 0; write < most; write++)
        {
            using var reply = await http.GetAsync($"{Catalog}/items/w{write}", Stop);
            if (reply.StatusCode != HttpStatusCode.NotFound)
            {
                found.Add($"w{write}", (int)JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!["attributes"]!["value"]!);
            }
        }

        var likes = JsonNode.Parse(await http.GetStringAsync(Shopper, Stop))!["likes"]!.AsArray().Select(like => (string)like!["item"]!).ToHashSet();
        var moment = Enumerable.Range(least, most - least + 1).Where(count =>
        {
            var (items, liked) = After(count);
            return liked.SetEquals(likes) && items.Count == found.Count && items.All(item => found.TryGetValue(item.Key, out var value) && value == item.Value);
        }).ToArray();
        Assert.True(
            moment.Length == 1,
            $"What is there was there after none of {least} to {most} writes: {string.Join(' ', found.OrderBy(item => item.Value))}; likes {string.Join(' ', likes)}");
        return moment[0];
    }

    public void Dispose() => _enough.Dispose();

    /// <summary>Items with their values, and likes, after the first writes.</summary>
    static (Dictionary<string, int> Items, HashSet<string> Likes) After(int writes)
    {
        var (items, likes) = (new Dictionary<string, int>(), new HashSet<string>());
        for (var write = 0; write < writes; write++)
        {
            switch (Describe(write))
            {
                case ("put", var item):
                    items[item] = write;
                    break;
                case ("like", var item):
                    likes.Add(item);
                    break;
                case (_, var item):
                    items.Remove(item);
                    break;
            }
        }

        return (items, likes);
    }

    /// <summary>Of five writes the first two store an item, then the first one is replaced, liked, and the second one deleted.</summary>
    static (string Kind, string Item) Describe(int write) => (write % 5) switch
    {
        0 or 1 => ("put", $"w{write}"),
        2 => ("put", $"w{write - 2}"),
        3 => ("like", $"w{write - 3}"),
        _ => ("delete", $"w{write - 3}"),
    };

    async Task WriteAsync()
    {
        for (var write = 0; !_enough.IsCancellationRequested; write++)
        {
            Volatile.Write(ref _begun, write + 1);
            var (kind, item) = Describe(write);
            using var reply = kind switch
            {
                "put" => await http.PostAsync($"{Catalog}/items:batch", new StringContent(Body(item, write), Encoding.UTF8, "application/json"), Stop),
                "like" => await http.PostAsJsonAsync($"{Shopper}/events", new { events = new[] { new { type = "like", catalog = "stock", item } } }, Stop),
                _ => await http.DeleteAsync($"{Catalog}/items/{item}", Stop),
            };
            var text = await reply.Content.ReadAsStringAsync(Stop);
            Assert.True(reply.IsSuccessStatusCode && (kind != "put" || text.Contains("\"stored\"", StringComparison.Ordinal)), $"{kind} {item}: {reply.StatusCode} {text}");
            Volatile.Write(ref _acknowledged, write + 1);
        }
    }

    static string Body(string item, int value)
    {
        var random = new Random(value);
        var vector = string.Join(',', Enumerable.Range(0, Dimension).Select(_ => (random.NextDouble() - 0.5).ToString("0.000", CultureInfo.InvariantCulture)));
        return FormattableString.Invariant($$"""{"items":[{"id":"{{item}}","attributes":{"value":{{value}}},"embedding":[{{vector}}]}]}""");
    }
}
