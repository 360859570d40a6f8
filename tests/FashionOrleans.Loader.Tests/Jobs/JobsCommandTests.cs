using FashionOrleans.Client;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Jobs;

/// <summary>The commands about jobs, and the client beneath them.</summary>
public sealed class JobsCommandTests : IAsyncLifetime
{
    readonly FakeJobs _jobs = new();
    FakeServer _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _server.Before = _jobs.AnswerAsync;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_feed_at_an_address_is_begun_with_its_columns()
    {
        var run = await RunAsync("start", "--catalog", "shop", "--feed", "https://shop.example/products.csv", "--id-column", "sku", "--image-column", "photo", "--attributes", "name, price");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        var (id, asked, feed) = Assert.Single(_jobs.Begun);
        Assert.Equal("""feed="https://shop.example/products.csv" columns={"id":"sku","image":"photo","attributes":["name","price"]}""", asked);
        Assert.Null(feed);
        Assert.StartsWith($"Job {id} of shop: done", run.Out, StringComparison.Ordinal);
        Assert.Contains("rows 2,000 of 2,000: 1,500 stored, 500 unchanged, 0 refused", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_in_a_file_is_sent_and_sent_again_as_the_same_job()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-jobs-");
        try
        {
            var file = Path.Combine(folder.FullName, "products.csv");
            await File.WriteAllTextAsync(file, "id,image\na,https://a/1.jpg\n", Stop);
            var failed = false;
            _server.Before = async context =>
            {
                var reply = await _jobs.AnswerAsync(context);
                if (failed) return reply;
                failed = true;
                return FakeServer.Overloaded(context, seconds: 0);
            };

            var run = await RunAsync("start", "--catalog", "shop", "--feed", file, "--format", "csv");

            Assert.Equal(ExitCode.Done, run.ExitCode);
            Assert.Equal(2, _jobs.Begun.Count);
            Assert.Single(_jobs.Begun.Select(begun => begun.Id).Distinct());
            Assert.All(_jobs.Begun, begun => Assert.Equal(("format=csv file=products.csv", "id,image\na,https://a/1.jpg\n"), (begun.Asked, begun.Feed)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Waiting_ends_with_the_job_and_tells_how_it_went()
    {
        (_jobs.LooksUntilDone, _jobs.RefusedRows) = (2, 3);

        var run = await RunAsync("start", "--catalog", "shop", "--feed", "https://shop.example/products.csv", "--wait", "--no-progress");

        Assert.Equal(ExitCode.SomeRefused, run.ExitCode);
        Assert.Contains(": done", run.Out, StringComparison.Ordinal);
        Assert.Contains("3 refused", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_failed_says_why()
    {
        _jobs.EndState = "failed";

        var run = await RunAsync("show", "--catalog", "shop", "--job", "1");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("The feed cannot be read after row 7. (invalid_feed)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_rows_are_printed_over_all_pages()
    {
        _jobs.RefusedRows = 2_100;

        var run = await RunAsync("show", "--catalog", "shop", "--job", "1", "--refused");

        var rows = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith("row ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2_100, rows.Length);
        Assert.Equal("row 2100\tp2100\tpicture_unreachable\tIt was not there.", rows[^1].TrimEnd());
        Assert.Equal(3, _server.Requests.Count(request => request.EndsWith("/refused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Jobs_are_listed_over_all_catalogues_or_of_one()
    {
        var all = await RunAsync("list");
        var own = await RunAsync("list", "--catalog", "shop");

        Assert.Equal(2, all.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("queued", all.Out, StringComparison.Ordinal);
        Assert.Contains("shop", Assert.Single(own.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_cancelled()
    {
        var run = await RunAsync("cancel", "--catalog", "shop", "--job", "17");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(["17"], _jobs.Cancelled);
        Assert.Contains("Job 17 of shop: cancelled", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_a_sentence()
    {
        var file = await RunAsync("start", "--catalog", "shop", "--feed", "no-such-file.csv");
        var job = await RunAsync("show", "--catalog", "shop", "--job", "none");
        var cancelled = await RunAsync("cancel", "--catalog", "shop", "--job", "none");
        using var client = FashionOrleansClient.Connect(_server.Address);

        Assert.All([file, job, cancelled], run => Assert.Equal(ExitCode.Usage, run.ExitCode));
        Assert.Contains("no file at 'no-such-file.csv'", file.Error, StringComparison.Ordinal);
        Assert.Contains("no job 'none'", job.Error, StringComparison.Ordinal);
        Assert.Null(await client.FindJobAsync("shop", "none", Stop));
    }

    Task<LoaderRun> RunAsync(string verb, params IEnumerable<string> arguments) =>
        LoaderRun.InProcessAsync(["jobs", verb, "--server", _server.Address.ToString(), .. arguments]);
}
