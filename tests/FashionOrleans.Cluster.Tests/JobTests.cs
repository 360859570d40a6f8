using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FashionOrleans.Cluster.Tests.Support;
using FashionOrleans.SampleCatalog;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Cluster.Tests;

/// <summary>Jobs on PostgreSQL, over silos that die.</summary>
[Collection(OneAtATime.Name)]
public sealed class JobTests
{
    const int Rows = 300;
    const int HeldFrom = 150;
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_goes_on_on_another_silo_when_its_own_is_lost()
    {
        var pictures = SampleProducts.Create(20, seed: 5).Select(product => product.RenderJpeg(120, 160)).ToArray();
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var shop = await PictureServer.StartAsync(
            async context =>
            {
                var row = int.Parse(context.Request.Path.Value![1..], CultureInfo.InvariantCulture);
                if (row >= HeldFrom)
                {
                    await open.Task.WaitAsync(context.RequestAborted);
                }

                await context.Response.Body.WriteAsync(pictures[row % pictures.Length], context.RequestAborted);
            },
            Stop);
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape { AllowedHosts = shop.Authority });
        await cluster.CreateCatalogAsync("shop", shards: 4, replicas: 2);
        var http = cluster.Webs[0].Http;
        var feed = new StringBuilder("id,image,row\n");
        for (var row = 0; row < Rows; row++)
        {
            feed.AppendLine(CultureInfo.InvariantCulture, $"p{row},{shop.Address($"/{row}")},{row}");
        }

        using var begun = await http.PostAsync("/api/v1/catalogs/shop/jobs", new StringContent(feed.ToString(), Encoding.UTF8, "text/csv"), Stop);
        var job = begun.Headers.Location!.OriginalString;
        var before = await UntilAsync(http, job, reply => (long)reply["rows"]!["read"]! >= 64);
        var id = Guid.Parse((string)before["id"]!).ToString();
        var silo = Assert.Single(cluster.Silos, silo => silo.Output.Contains($"Job {id} fills", StringComparison.Ordinal));
        await silo.KillAsync();
        open.SetResult();
        var ended = await UntilAsync(http, job, reply => reply["endedAt"] is not null);

        Assert.Equal("running", (string?)before["state"]);
        Assert.Equal(
            ("done", Rows, Rows, 0, 0),
            ((string?)ended["state"], (int)ended["rows"]!["read"]!, (int)ended["rows"]!["stored"]!, (int)ended["rows"]!["unchanged"]!, (int)ended["rows"]!["refused"]!));
        using var lookup = await http.PostAsJsonAsync("/api/v1/catalogs/shop/items:lookup", new { ids = Enumerable.Range(0, Rows).Select(row => $"p{row}") }, Stop);
        Assert.Equal(Rows, JsonNode.Parse(await lookup.Content.ReadAsStringAsync(Stop))!["items"]!.AsArray().Count);
    }

    /// <summary>Asks for a job until it is as wanted; while a silo is lost, not every question is answered.</summary>
    static async Task<JsonNode> UntilAsync(HttpClient http, string job, Func<JsonNode, bool> isWanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Limit);
        var last = "";
        try
        {
            while (true)
            {
                using var reply = await http.GetAsync(job, limit.Token);
                last = await reply.Content.ReadAsStringAsync(limit.Token);
                if (reply.IsSuccessStatusCode && JsonNode.Parse(last) is { } report && isWanted(report))
                {
                    return report;
                }

                await Task.Delay(Look, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            throw new TimeoutException($"The job is not as wanted after {Limit}: {last}");
        }
    }
}
