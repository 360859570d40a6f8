using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>The silo in one process, the web in another, as a client of it: everything crosses a real connection.</summary>
public sealed class SeparateSiloTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_web_beside_its_silo_answers_and_finds_everything_again_after_the_silo_was_killed()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-silo-").FullName;
        var (siloPort, gatewayPort) = (FreePort(), FreePort());
        var silo = StartSilo(folder, siloPort, gatewayPort);
        try
        {
            await using var web = new ServerProcess(folder, "--set", $"FashionOrleans:Gateway=127.0.0.1:{gatewayPort}");
            await web.InitializeAsync();
            var catalog = await web.Http.CreateCatalogAsync(shards: 3);
            await web.Http.PutItemAsync(catalog, "drawn", Drawn.Jpeg(0), new { colour = "red" }, "r1");
            await web.Http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 30).Select(i => ($"i{i}", Vectors.Random(i), (object?)null)));
            var before = await (await web.Http.RecommendAsync(catalog, Drawn.Jpeg(0), ("k", "10"))).JsonAsync(HttpStatusCode.OK);

            await EndAsync(silo);
            silo = StartSilo(folder, siloPort, gatewayPort);
            var after = await UntilAnsweredAsync(web.Http, catalog);

            Assert.Equal("drawn", before.Ids()[0]);
            Assert.Equal(before.Ids(), after.Ids());
            using var unknown = await web.Http.RecommendAsync(catalog, new { like = new[] { new { id = "no-such-item" } } });
            await unknown.ProblemAsync(HttpStatusCode.NotFound, "unknown_item");
        }
        finally
        {
            await EndAsync(silo);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Asks until the silo is back in full; every answer until then is a named one.</summary>
    static async Task<System.Text.Json.Nodes.JsonNode> UntilAnsweredAsync(HttpClient http, string catalog)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            using var reply = await http.RecommendAsync(catalog, Drawn.Jpeg(0), ("k", "10"));
            var json = await reply.JsonAsync(reply.StatusCode);
            if (reply.StatusCode == HttpStatusCode.OK && (int)json["coverage"]!["shardsAnswered"]! == 3)
            {
                return json;
            }

            Assert.Contains(
                reply.StatusCode,
                (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout]);
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(2), $"The silo did not come back: {json.ToJsonString()}");
        }
    }

    static Process StartSilo(string folder, int siloPort, int gatewayPort)
    {
        var silo = ServerProcess.Launch(
            [
                "--data", folder, "--silo-port", siloPort.ToString(CultureInfo.InvariantCulture),
                "--gateway-port", gatewayPort.ToString(CultureInfo.InvariantCulture),
            ],
            "FashionOrleans.Silo");
        silo.BeginOutputReadLine();
        silo.BeginErrorReadLine();
        return silo;
    }

    static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
