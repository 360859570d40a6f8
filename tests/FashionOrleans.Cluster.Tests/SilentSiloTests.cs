using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionOrleans.Cluster.Tests.Faults;
using FashionOrleans.Cluster.Tests.Support;

namespace FashionOrleans.Cluster.Tests;

/// <summary>What the operator's page is told while a silo is there and says nothing.</summary>
[Collection(OneAtATime.Name)]
public sealed class SilentSiloTests
{
    const int Shards = 4;

    // More than there are gateways, so that the frozen silo's is among those that are asked through.
    const int LooksWhileSilent = 6;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    // The endpoint waits for six seconds at most; a build machine may be busy.
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(12);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_answer_in_time_names_the_silo_that_is_silent_until_it_goes_on()
    {
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape { Webs = 1, PatientMembership = true });
        await cluster.CreateCatalogAsync("shop", Shards, replicas: 2);
        var http = cluster.Webs[0].Http;
        SiloProcess[] silos = [.. cluster.Silos, .. cluster.Embedders];
        await UntilAsync(http, overview => silos.All(silo => StateOf(overview, silo) == "active"), "Not all silos are active.");

        foreach (var silent in silos)
        {
            await silent.FreezeAsync();
            try
            {
                await UntilAsync(http, overview => StateOf(overview, silent) == "silent", $"{silent.Name} is not said to be silent.");
                for (var look = 0; look < LooksWhileSilent; look++)
                {
                    var overview = await OverviewAsync(http);

                    Assert.Equal(
                        silos.Select(silo => (silo.Name, State: (string?)(silo == silent ? "silent" : "active"))),
                        silos.Select(silo => (silo.Name, State: StateOf(overview, silo))));
                    var alert = Assert.Single(Attention(overview), entry => (string?)entry["code"] == "silo_silent");
                    Assert.True(silent.IsAt((string)alert["text"]!), $"{silent.Name} is silent, and another one is named: {alert["text"]}");
                }
            }
            finally
            {
                await silent.ThawAsync();
            }

            await UntilAsync(http, overview => silos.All(silo => StateOf(overview, silo) == "active"), $"{silent.Name} goes on, and is not said to be active.");
            Assert.False(silent.HasEnded, $"{silent.Name} was replaced within a minute. It said: {silent.Output}");
        }
    }

    [Fact]
    public async Task A_silo_that_stays_silent_is_gone_its_shards_answer_elsewhere_and_it_comes_back_as_a_new_one()
    {
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape { Webs = 1 });
        await cluster.CreateCatalogAsync("shop", Shards, replicas: 2);
        var http = cluster.Webs[0].Http;
        var silent = cluster.Silos[0];
        await silent.FreezeAsync();

        var gone = await UntilAsync(http, overview => StateOf(overview, silent) == "gone" && ShardsAnswer(overview), "It is not gone, or its shards answer nowhere.");
        await silent.ThawAsync();
        await FaultCatalog.UntilEndedAsync(silent);
        silent.Start();
        var back = await UntilAsync(http, overview => StateOf(overview, silent) == "active" && ShardsAnswer(overview) && !Alerts(overview).Any(), "It did not come back.");

        Assert.Contains(Attention(gone), entry => (string?)entry["code"] == "silo_gone");
        Assert.All(gone["shards"]!.AsArray(), shard => Assert.False(silent.IsAt((string?)shard!["writer"] ?? "")));
        Assert.DoesNotContain(Attention(back), entry => (string?)entry["code"] is "silo_gone" or "silo_silent");
    }

    static bool ShardsAnswer(JsonNode overview) =>
        overview["shards"]!.AsArray() is { Count: Shards } shards && shards.All(shard => (string?)shard!["state"] == "serving");

    static IEnumerable<JsonNode> Attention(JsonNode overview) => overview["attention"]!.AsArray().OfType<JsonNode>();

    static IEnumerable<JsonNode> Alerts(JsonNode overview) => Attention(overview).Where(entry => (string?)entry["level"] == "alert");

    /// <summary>What is said of the life of a silo that was seen last; null where nothing is said of it.</summary>
    static string? StateOf(JsonNode overview, SiloProcess silo) => overview["silos"]!.AsArray()
        .Where(entry => silo.IsAt((string)entry!["silo"]!))
        .OrderBy(entry => (string)entry!["silo"]!, StringComparer.Ordinal)
        .Select(entry => (string?)entry!["state"])
        .LastOrDefault();

    /// <summary>Asks, and requires an answer in time that some silo has given.</summary>
    static async Task<JsonNode> OverviewAsync(HttpClient http)
    {
        var begun = Stopwatch.GetTimestamp();
        var overview = (await http.GetFromJsonAsync<JsonNode>("/api/v1/admin/overview", Stop))!;
        var took = Stopwatch.GetElapsedTime(begun);
        TestContext.Current.TestOutputHelper!.WriteLine($"{took.TotalSeconds:0.0} s: {string.Join(", ", overview["silos"]!.AsArray().Select(silo => (string?)silo!["state"]))}; {string.Join(", ", Attention(overview).Select(entry => (string?)entry["code"]))}");
        Assert.True(took < AnswerLimit, $"The overview took {took}.");
        Assert.DoesNotContain(Attention(overview), entry => (string?)entry["code"] == "no_silo_answers");
        return overview;
    }

    static async Task<JsonNode> UntilAsync(HttpClient http, Func<JsonNode, bool> isWanted, string complaint)
    {
        for (var begun = Stopwatch.GetTimestamp(); ; await Task.Delay(Look, Stop))
        {
            var overview = await OverviewAsync(http);
            if (isWanted(overview))
            {
                return overview;
            }

            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, $"{complaint} The overview: {overview.ToJsonString()}");
        }
    }
}
