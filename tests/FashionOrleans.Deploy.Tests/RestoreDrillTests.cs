using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.SampleCatalog;
using FashionOrleans.TestSupport;
using Npgsql;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The drill of <c>docs/backup.md</c>: its commands, word for word, against programs that go on serving and writing.</summary>
public sealed class RestoreDrillTests : IDisposable
{
    // Enough that the copy is begun in the midst of them.
    const int WritesBefore = 25;
    const int Rows = 8;
    const int HeldFrom = 4;
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-drill-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_dump_of_PostgreSQL_taken_while_items_are_written_is_the_whole_shop_of_one_moment_beside_the_first()
    {
        var database = await PostgresServer.StartAsync();
        Assert.SkipWhen(database is null, PostgresServer.Missing);
        await using var postgres = database;
        var page = Page(postgres);
        var (jobIsHeld, open) = (NewSignal(), NewSignal());
        await using var pictures = await ServePicturesAsync(jobIsHeld, open);
        string[] settings = ["--FashionOrleans:Pictures:AllowedHosts", pictures.Authority];
        await using var first = await OneSilo.StartAsync(_folder.CreateSubdirectory("first").FullName, await postgres.CreateDatabaseAsync("fashion"), settings);
        await ShopContents.CreateAsync(first.Http);
        var job = await BeginJobAsync(first.Http, pictures);
        await jobIsHeld.Task.WaitAsync(Limit, Stop);
        var contents = await ShopContents.ReadAsync(first.Http);
        using var writes = new OrderedWrites(first.Http);
        await writes.StartAsync(WritesBefore);

        var acknowledged = writes.Acknowledged;
        await page.DoAsync("pg_dump", "fashion.dump");
        var begun = writes.Begun;
        await writes.StopAsync();
        await page.DoAsync("createdb", "pg_restore");
        var silosInTheCopy = await CountSilosAsync(postgres.ConnectionString("restored"));
        await page.DoAsync("psql", "TRUNCATE");
        await using var second = await OneSilo.StartAsync(_folder.CreateSubdirectory("second").FullName, postgres.ConnectionString("restored"), settings);

        await ShopContents.RequireAsync(second.Http, contents);
        var moment = await OrderedWrites.RequireMomentAsync(second.Http, acknowledged, begun);
        Assert.Equal((0, 1, 1), (silosInTheCopy, await first.CountSilosAsync(), await second.CountSilosAsync()));
        open.SetResult();
        Assert.Equal(("done", Rows), await JobAsync(second.Http, job));
        var verified = await page.DoAsync("FashionOrleans.Silo", "verify", "--postgres");
        Assert.Equal(0, (int)JsonNode.Parse(verified)!["found"]!);
        await second.StopAsync();
        await ShopContents.RequireAsync(first.Http, contents);
        TestContext.Current.TestOutputHelper!.WriteLine($"{acknowledged} writes were acknowledged before the dump, {moment} are in it, {begun} were begun when it ended.");
    }

    [Fact]
    public async Task A_copy_of_SQLite_taken_while_items_are_written_is_the_whole_shop_of_one_moment()
    {
        Assert.SkipUnless(Programs.Has("sqlite3"), "sqlite3 is not installed here (apt-get install sqlite3).");
        var data = _folder.CreateSubdirectory(".data");
        var page = new BackupPage(_folder.FullName);
        SortedDictionary<string, string> contents;
        int acknowledged, begun;
        await using (var first = new ServerProcess(data.FullName))
        {
            await first.InitializeAsync();
            await ShopContents.CreateAsync(first.Http);
            contents = await ShopContents.ReadAsync(first.Http);
            using var writes = new OrderedWrites(first.Http);
            await writes.StartAsync(WritesBefore);

            acknowledged = writes.Acknowledged;
            await page.DoAsync("sqlite3", "fashion.db");
            begun = writes.Begun;
            await writes.StopAsync();
            await first.KillAsync();
        }

        // As after the loss of the machine: nothing of the first folder is left.
        data.Delete(recursive: true);
        Directory.Move(Path.Combine(_folder.FullName, "copy"), data.FullName);
        var verified = await page.DoAsync("FashionOrleans.Web", "verify", "--data");
        await using var second = new ServerProcess(data.FullName);
        await second.InitializeAsync();
        await UntilReadyAsync(second.Http);

        Assert.Contains("all is well", verified, StringComparison.Ordinal);
        await ShopContents.RequireAsync(second.Http, contents);
        var moment = await OrderedWrites.RequireMomentAsync(second.Http, acknowledged, begun);
        TestContext.Current.TestOutputHelper!.WriteLine($"{acknowledged} writes were acknowledged before the copy, {moment} are in it, {begun} were begun when it ended.");
    }

    /// <summary>The page's commands find the tests' server by the variables of PostgreSQL's own programs.</summary>
    BackupPage Page(PostgresServer postgres)
    {
        var server = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("restored"));
        return new BackupPage(
            _folder.FullName,
            ("PATH", $"{postgres.Programs}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}"),
            ("PGHOST", server.Host!),
            ("PGPORT", server.Port.ToString(CultureInfo.InvariantCulture)),
            ("PGUSER", server.Username!),
            ("DATABASE", "fashion"),
            ("CONNECTION", server.ConnectionString));
    }

    static async Task<long> CountSilosAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var count = source.CreateCommand("SELECT count(*) FROM orleansmembershiptable");
        return (long)(await count.ExecuteScalarAsync(Stop))!;
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A shop's own server, which holds back the later pictures.</summary>
    static async Task<PictureServer> ServePicturesAsync(TaskCompletionSource isHeld, TaskCompletionSource open)
    {
        var pictures = SampleProducts.Create(Rows, seed: 5).Select(product => product.RenderJpeg(120, 160)).ToArray();
        return await PictureServer.StartAsync(
            async context =>
            {
                var row = int.Parse(context.Request.Path.Value![1..], CultureInfo.InvariantCulture);
                if (row >= HeldFrom)
                {
                    isHeld.TrySetResult();
                    await open.Task.WaitAsync(context.RequestAborted);
                }

                await context.Response.Body.WriteAsync(pictures[row], context.RequestAborted);
            },
            Stop);
    }

    /// <summary>Begins a job that ends once the pictures are no longer held back.</summary>
    /// <returns>Its path.</returns>
    static async Task<string> BeginJobAsync(HttpClient http, PictureServer pictures)
    {
        var feed = new StringBuilder("id,image,row\n");
        for (var row = 0; row < Rows; row++)
        {
            feed.AppendLine(CultureInfo.InvariantCulture, $"p{row},{pictures.Address($"/{row}")},{row}");
        }

        using var created = await http.PutAsync("/api/v1/catalogs/fed", new StringContent("{}", Encoding.UTF8, "application/json"), Stop);
        created.EnsureSuccessStatusCode();
        using var begun = await http.PostAsync("/api/v1/catalogs/fed/jobs", new StringContent(feed.ToString(), Encoding.UTF8, "text/csv"), Stop);
        Assert.True(begun.IsSuccessStatusCode, await begun.Content.ReadAsStringAsync(Stop));
        return begun.Headers.Location!.OriginalString;
    }

    static async Task UntilReadyAsync(HttpClient http)
    {
        var begun = Stopwatch.GetTimestamp();
        while (await HealthAnswer.AskAsync(http, "/health/ready") is { IsReady: false } answer)
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Limit, $"The server goes on saying {answer.Body}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Stop);
        }
    }

    /// <summary>How a job has ended, and how many rows it has stored.</summary>
    static async Task<(string State, int Stored)> JobAsync(HttpClient http, string job)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Limit);
        while (true)
        {
            var report = JsonNode.Parse(await http.GetStringAsync(job, limit.Token))!;
            if (report["endedAt"] is not null)
            {
                return ((string)report["state"]!, (int)report["rows"]!["stored"]!);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }
}
