using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Security;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests.Tracing;

/// <summary>What a collector gets of real programs.</summary>
public sealed partial class TraceTests : IDisposable
{
    const int Shards = 3;
    const string Stranger = "0af7651916cd43dd8448eb211c80319c";

    readonly string _folder = Directory.CreateTempSubdirectory("fashion-traces-").FullName;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_query_by_picture_is_one_trace_over_the_web_and_a_silo_with_a_span_for_each_shard_and_the_batch()
    {
        await using var collector = await Collector.StartAsync();
        var gateway = FreePort();
        using var silo = ServerProcess.Launch(
            [
                "--data", _folder, "--silo-port", Text(FreePort()), "--gateway-port", Text(gateway), .. collector.Settings.Select(setting => $"--{setting}"),
            ],
            "FashionOrleans.Silo");
        silo.BeginOutputReadLine();
        silo.BeginErrorReadLine();
        try
        {
            await using var web = await StartWebAsync(collector, $"FashionOrleans:Gateway=127.0.0.1:{gateway}");
            var catalog = await web.Http.CreateCatalogAsync(Shards);
            using var written = await web.Http.PutItemAsync(catalog, "drawn", Drawn.Jpeg(0));
            using var answered = await web.Http.RecommendAsync(catalog, Drawn.Jpeg(0), ("k", "5"));
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);

            var query = await collector.TraceAsync(TraceIdOf(answered), ("query", 1), ("shard.search", Shards), ("embedding.batch", 1));
            AssertQuery(query, catalog);
            Assert.Equal(["fashionorleans-silo", "fashionorleans-web"], query.Select(span => span.Service).Distinct().Order());
            Assert.Equal("fashionorleans-web", query.Single(span => span.IsRoot).Service);

            var write = await collector.TraceAsync(TraceIdOf(written), ("write", 1), ("store.commit", 1), ("sqlite.write", 1));
            var commit = write.Single(span => span.Name == "store.commit");
            Assert.Equal(catalog, commit.Tags["fashionorleans.catalog"]);
            Assert.Equal(1L, commit.Tags["fashionorleans.upserts"]);
            AssertBelow(write, commit, write.Single(span => span.Name == "write"));
            var call = write.Single(span => span.Name == "sqlite.write");
            Assert.Equal(("sqlite", "Commit"), (call.Tags["db.system.name"], call.Tags["fashionorleans.store.call"]));
            Assert.InRange((double)call.Tags["fashionorleans.queue_ms"], 0, 60_000);
            AssertBelow(write, call, commit);

            // What silos do by themselves, and who asks for their health, begins no trace.
            using var health = await web.Http.GetAsync("/health/ready", Stop);
            Assert.All(collector.Spans.Where(span => span.IsRoot), root => Assert.Equal(Span.Server, root.Kind));
            Assert.All(collector.Spans.Where(span => span.IsRoot), root => Assert.Contains("/api/", root.Name, StringComparison.Ordinal));
        }
        finally
        {
            silo.Kill();
            await silo.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_write_into_PostgreSQL_has_the_databases_work_below_its_commit_and_a_query_stays_one_trace()
    {
        const string Password = "not-to-be-told";
        await using var postgres = await PostgresServer.StartAsync();
        Assert.SkipWhen(postgres is null, PostgresServer.Missing);
        await using var collector = await Collector.StartAsync();
        var connection = $"{await postgres.CreateDatabaseAsync("traces")};Password={Password};Persist Security Info=true";
        await using var web = await StartWebAsync(collector, $"FashionOrleans:Postgres={connection}");
        var catalog = await web.Http.CreateCatalogAsync(Shards);
        using var written = await web.Http.PutItemAsync(catalog, "drawn", Drawn.Jpeg(0));
        using var answered = await web.Http.RecommendAsync(catalog, Drawn.Jpeg(0), ("k", "5"));
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);

        var write = await collector.TraceAsync(TraceIdOf(written), ("write", 1), ("store.commit", 1));
        var commit = write.Single(span => span.Name == "store.commit");
        Assert.Contains(write, span => IsOfPostgres(span) && Above(write, span).Contains(commit));
        AssertQuery(await collector.TraceAsync(TraceIdOf(answered), ("query", 1), ("shard.search", Shards), ("embedding.batch", 1)), catalog);

        // What the silo asks the database by itself is of no trace, and no span has the password.
        Assert.DoesNotContain(collector.Spans, span => span.IsRoot && IsOfPostgres(span));
        Assert.DoesNotContain(collector.Spans.SelectMany(span => span.Tags.Values), value => value is string text && text.Contains(Password, StringComparison.Ordinal));

        static bool IsOfPostgres(Span span) => span.Tags.GetValueOrDefault("db.system.name") is "postgresql";
    }

    [Theory]
    [InlineData("auto", false, true)]
    [InlineData("auto", true, false)]
    [InlineData("always", true, true)]
    [InlineData("never", false, false)]
    public async Task A_trace_that_a_request_names_goes_on_where_its_sender_is_trusted(string accept, bool needsKey, bool goesOn)
    {
        await using var collector = await Collector.StartAsync();
        var key = KeyText.Create();
        await using var web = await StartWebAsync(
            collector,
            $"FashionOrleans:Telemetry:AcceptTraceparent={accept}",
            $"FashionOrleans:RequireKeys={(needsKey ? "always" : "never")}",
            "FashionOrleans:Keys:0:Name=shop",
            "FashionOrleans:Keys:0:Role=admin",
            $"FashionOrleans:Keys:0:Sha256={KeyText.HashOf(key)}");
        web.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Api.Root}/catalogs/no-such-catalog");
        request.Headers.Add("traceparent", $"00-{Stranger}-b7ad6b7169203331-01");
        request.Headers.Add("baggage", "fashionorleans.hedged=true");
        using var reply = await web.Http.SendAsync(request, Stop);

        await reply.ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        var problem = await reply.JsonAsync(HttpStatusCode.NotFound);
        Assert.Equal(goesOn, TraceIdOf(reply) == Stranger);
        Assert.Contains(TraceIdOf(reply), (string)problem["traceId"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_of_none_records_nothing_and_names_no_trace()
    {
        await using var collector = await Collector.StartAsync();
        await using var web = await StartWebAsync(collector, "FashionOrleans:Telemetry:SampleRatio=0");
        using var reply = await web.Http.GetAsync($"{Api.Root}/catalogs", Stop);

        Assert.False(reply.Headers.Contains("Server-Timing"));

        // What it has it sends before it ends.
        Assert.Equal(0, await web.StopAsync());
        Assert.Empty(collector.Spans);
    }

    static void AssertQuery(IReadOnlyList<Span> trace, string catalog)
    {
        var root = Assert.Single(trace, span => span.IsRoot);
        Assert.Equal(Span.Server, root.Kind);
        var query = Assert.Single(trace, span => span.Name == "query");
        Assert.Equal("full", query.Tags["fashionorleans.outcome"]);
        Assert.Equal((long)Shards, query.Tags["fashionorleans.coverage.shards_answered"]);

        var shards = trace.Where(span => span.Name == "shard.search").ToArray();
        Assert.Equal(Enumerable.Range(0, Shards).Select(number => (object)(long)number), shards.Select(span => span.Tags["fashionorleans.shard"]).Order());
        Assert.All(shards, shard =>
        {
            Assert.Equal(catalog, shard.Tags["fashionorleans.catalog"]);
            Assert.Equal("ready", shard.Tags["fashionorleans.shard.state"]);
            Assert.Equal(false, shard.Tags["fashionorleans.hedged"]);
            Assert.IsType<long>(shard.Tags["fashionorleans.rows.rescored"]);
            Assert.InRange((double)shard.Tags["fashionorleans.queue_ms"], 0, 60_000);
            AssertBelow(trace, shard, query);
            Assert.Contains(Above(trace, shard), span => span.Name == "query.silo");
        });
        Assert.Equal(1L, shards.Sum(shard => (long)shard.Tags["fashionorleans.rows.scanned"]));

        var embedding = Assert.Single(trace, span => span.Name == "embedding.request");
        var batch = Assert.Single(trace, span => span.Name == "embedding.batch");
        AssertBelow(trace, embedding, query);
        AssertBelow(trace, batch, embedding);
        Assert.Equal([batch.Id], embedding.Links);
        Assert.Equal([embedding.Id], batch.Links);
        Assert.Equal(1L, batch.Tags["fashionorleans.embedding.batch_size"]);
        Assert.InRange((double)embedding.Tags["fashionorleans.queue_ms"], 0, 60_000);
    }

    static void AssertBelow(IReadOnlyList<Span> trace, Span span, Span ancestor) => Assert.Contains(ancestor, Above(trace, span));

    static IEnumerable<Span> Above(IReadOnlyList<Span> trace, Span span)
    {
        for (var at = span; !at.IsRoot;)
        {
            at = trace.Single(other => other.Id == at.ParentId);
            yield return at;
        }
    }

    async Task<ServerProcess> StartWebAsync(Collector collector, params string[] settings)
    {
        var web = new ServerProcess(_folder, [.. collector.Settings.Concat(settings).SelectMany(setting => (string[])["--set", setting])]);
        await web.InitializeAsync();
        return web;
    }

    static string TraceIdOf(HttpResponseMessage reply) =>
        TraceId().Match(Assert.Single(reply.Headers.GetValues("Server-Timing"))) is { Success: true } match ? match.Value : throw new InvalidDataException("No trace id.");

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("(?<=^traceparent;desc=\"00-)[0-9a-f]{32}")]
    private static partial Regex TraceId();
}
