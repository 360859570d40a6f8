using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionOrleans.Cluster.Tests.Faults;
using FashionOrleans.Cluster.Tests.Support;

namespace FashionOrleans.Cluster.Tests;

/// <summary>Shoppers while silos die, freeze and wake up, and while the store crashes.</summary>
[Collection(OneAtATime.Name)]
public sealed class ShopperFaultTests
{
    const int Shards = 4;
    const int Shoppers = 6;

    // Longer than a silo may be silent before others take over.
    static readonly TimeSpan LongPause = TimeSpan.FromSeconds(15);
    static readonly TimeSpan BetweenEvents = TimeSpan.FromMilliseconds(200);
    static readonly int[] Keys = [.. Enumerable.Range(0, 250)];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_acknowledged_is_kept_and_what_was_forgotten_does_not_come_back()
    {
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape { Silos = 3, Webs = 1 });
        var catalog = await cluster.CreateCatalogAsync("shop", Shards, replicas: 2);
        Assert.All(await catalog.PutAsync(Keys, 1), Assert.True);
        var http = cluster.Webs[0].Http;
        await LikeAsync(http, "forgotten", 0);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var kept = Enumerable.Range(0, Shoppers).Select(number => LikeAllAsync(http, $"s{number}", enough.Token)).ToArray();

        await FaultCatalog.ReplaceAsync(cluster.Silos[0]);
        await ForgetAsync(http, "forgotten");
        await cluster.Silos[1].FreezeAsync();
        await Task.Delay(LongPause, Stop);
        await cluster.Silos[1].ThawAsync();
        await FaultCatalog.UntilEndedAsync(cluster.Silos[1]);
        cluster.Silos[1].Start();
        await cluster.Postgres.CrashAsync();
        await cluster.Postgres.RestartAsync();
        await FaultCatalog.ReplaceAsync(cluster.Silos[2]);
        await enough.CancelAsync();

        var acknowledged = await Task.WhenAll(kept);
        for (var number = 0; number < Shoppers; number++)
        {
            var likes = await LikesAsync(http, $"s{number}");
            Assert.NotEmpty(acknowledged[number]);
            Assert.Empty(acknowledged[number].Except(likes));
            Assert.Equal(likes.Length, likes.Distinct().Count());
        }

        Assert.Empty(await LikesAsync(http, "forgotten"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{acknowledged.Sum(items => items.Count)} events were acknowledged.");
    }

    static async Task<List<string>> LikeAllAsync(HttpClient http, string shopper, CancellationToken enough)
    {
        var acknowledged = new List<string>();
        foreach (var key in Keys)
        {
            if (enough.IsCancellationRequested)
            {
                break;
            }

            if (await LikeAsync(http, shopper, key))
            {
                acknowledged.Add($"i{key}");
            }

            await Task.Delay(BetweenEvents, Stop);
        }

        return acknowledged;
    }

    static async Task<bool> LikeAsync(HttpClient http, string shopper, int key)
    {
        using var reply = await http.PostAsJsonAsync(
            $"/api/v1/shoppers/{shopper}/events", new { events = new[] { new { type = "like", catalog = "shop", item = $"i{key}" } } }, Stop);
        var json = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!;
        Assert.True(reply.IsSuccessStatusCode || (int)reply.StatusCode >= 503 && json["code"] is not null, json.ToJsonString());
        return reply.IsSuccessStatusCode;
    }

    static async Task ForgetAsync(HttpClient http, string shopper)
    {
        using var reply = await http.DeleteAsync($"/api/v1/shoppers/{shopper}", Stop);
        Assert.True(reply.IsSuccessStatusCode, $"{reply.StatusCode}");
    }

    static async Task<string[]> LikesAsync(HttpClient http, string shopper)
    {
        var json = JsonNode.Parse(await http.GetStringAsync($"/api/v1/shoppers/{shopper}", Stop))!;
        return [.. json["likes"]!.AsArray().Select(mark => (string)mark!["item"]!)];
    }
}
