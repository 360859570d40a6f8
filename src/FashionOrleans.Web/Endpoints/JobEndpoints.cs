using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FashionOrleans.Web.Endpoints;

/// <summary>Jobs: the server reads a feed, fetches the pictures that it names, and stores items.</summary>
static class JobEndpoints
{
    const int DefaultJobs = 50;
    const int MaxJobs = 200;
    const int DefaultRows = 100;
    const int MaxRows = 1000;

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        api.MapGet("/jobs", (IGrainFactory grains, ClusterCalls calls, CancellationToken stop, int limit = DefaultJobs) => ListAsync(null, limit, grains, calls, stop))
            .ForReaders().WithTags("Jobs").WithSummary("The newest jobs of all catalogues").Produces<JobListReply>();
        var group = api.MapGroup("/catalogs/{catalog}/jobs").WithTags("Jobs");
        group.MapPost("/", BeginAsync).ForWriters().WithSummary("Begin a job: read a feed, fetch the pictures that it names, store items")
            .WithDescription("JSON with the feed's address as described here; or the feed as the body (text/csv, application/x-ndjson, application/vnd.apache.parquet) with format, idColumn, imageColumn, attributes and id in the query; or multipart/form-data with these fields and the feed in 'feed'. CSV and JSON lines may come in gzip.")
            .Accepts<JobRequest>("application/json", "*/*")
            .Produces<JobReply>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415);
        group.MapGet("/", (string catalog, IGrainFactory grains, ClusterCalls calls, CancellationToken stop, int limit = DefaultJobs) => ListAsync(catalog, limit, grains, calls, stop))
            .ForReaders().WithSummary("The newest jobs of a catalogue").Produces<JobListReply>();
        group.MapGet("/{id}", GetAsync).ForReaders().WithSummary("How far a job is").Produces<JobReply>().ProducesProblem(404);
        group.MapGet("/{id}/refused", ListRefusedAsync).ForReaders().WithSummary("The rows that a job refused, in their order").Produces<RefusedRowsReply>().ProducesProblem(404);
        group.MapDelete("/{id}", CancelAsync).ForWriters().WithSummary("End a job; what it has stored stays").Produces<JobReply>().ProducesProblem(404);
    }

    static async Task<IResult> BeginAsync(
        string catalog, HttpRequest request, HttpResponse response, JobReader reader, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        CatalogName.Require(catalog);
        var begin = await reader.ReadAsync(request, stop);
        var job = grains.GetGrain<IIngestJobGrain>(begin.Id);
        var (parts, bytes) = (0, 0L);
        if (begin.Feed is { } feed)
        {
            // Not a part is taken for a catalogue that is not there.
            _ = await calls.ReadAsync(token => grains.GetGrain<ICatalogDirectoryGrain>(0).FindAsync(catalog, token), stop) ?? throw UnknownCatalog(catalog);
            await using (feed)
            {
                (parts, bytes) = await SendAsync(feed, job, calls, stop);
            }
        }

        var wanted = new IngestJobRequest(catalog, begin.Format, begin.Address, parts, bytes, begin.Columns);
        var report = await calls.CallAsync(token => job.CreateAsync(wanted, token), stop);
        response.Headers.Location = $"/api/v1/catalogs/{catalog}/jobs/{report.Id:n}";
        return Reply(report, StatusCodes.Status202Accepted);
    }

    /// <summary>Hands the feed on part by part, as it comes.</summary>
    static async Task<(int Parts, long Bytes)> SendAsync(Stream feed, IIngestJobGrain job, ClusterCalls calls, CancellationToken stop)
    {
        var (parts, bytes) = (0, 0L);
        while (true)
        {
            // A part of its own each time: a call that is given up may still read it.
            var part = new byte[IIngestJobGrain.PartBytes];
            var read = await feed.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, stop);
            if (read == 0)
            {
                return bytes > 0 ? (parts, bytes) : throw new RequestProblem(400, ErrorCodes.InvalidFeed, "The feed has 0 bytes. Check that the file was read to its end before it was sent.");
            }

            var number = parts++;
            bytes += read;
            await calls.CallAsync(
                async token =>
                {
                    await job.AppendFeedAsync(number, part.AsMemory(0, read), token);
                    return true;
                },
                stop);
        }
    }

    static async Task<IResult> ListAsync(string? catalog, int limit, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        if (catalog is not null)
        {
            CatalogName.Require(catalog);
        }

        if (limit is < 1 or > MaxJobs)
        {
            throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'limit' is {limit}; it must be 1 to {MaxJobs}.");
        }

        var jobs = await calls.ReadAsync(token => grains.GetGrain<IIngestJobDirectoryGrain>(0).ListAsync(catalog, limit, token), stop);
        return TypedResults.Json(new JobListReply([.. jobs.Select(JobReply.Of)]), WebJson.Default.JobListReply);
    }

    static async Task<IResult> GetAsync(string catalog, string id, IGrainFactory grains, ClusterCalls calls, CancellationToken stop) =>
        Reply(await FindAsync(catalog, id, grains, calls, stop));

    static async Task<IResult> ListRefusedAsync(
        string catalog, string id, IGrainFactory grains, ClusterCalls calls, CancellationToken stop, long after = 0, int limit = DefaultRows)
    {
        if (limit is < 1 or > MaxRows)
        {
            throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'limit' is {limit}; it must be 1 to {MaxRows}.");
        }

        var job = await FindAsync(catalog, id, grains, calls, stop);
        var rows = await calls.ReadAsync(token => grains.GetGrain<IIngestJobGrain>(job.Id).ListRefusedAsync(after, limit, token), stop);
        return TypedResults.Json(
            new RefusedRowsReply([.. rows.Select(row => new RefusedRowReply(row.Row, row.Id, row.Code, row.Detail))], rows.Length == limit ? rows[^1].Row : null),
            WebJson.Default.RefusedRowsReply);
    }

    static async Task<IResult> CancelAsync(string catalog, string id, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var job = await FindAsync(catalog, id, grains, calls, stop);
        return Reply(await calls.CallAsync(grains.GetGrain<IIngestJobGrain>(job.Id).CancelAsync, stop) ?? throw Unknown(catalog, id));
    }

    static async Task<IngestJobReport> FindAsync(string catalog, string id, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        CatalogName.Require(catalog);
        return Guid.TryParse(id, out var job) && await calls.ReadAsync(grains.GetGrain<IIngestJobGrain>(job).FindReportAsync, stop) is { } report && report.Catalog == catalog
            ? report
            : throw Unknown(catalog, id);
    }

    static JsonHttpResult<JobReply> Reply(IngestJobReport report, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(JobReply.Of(report), WebJson.Default.JobReply, statusCode: status);

    static FashionOrleansException Unknown(string catalog, string id) => new(
        ErrorCodes.UnknownJob, $"The catalogue '{catalog}' has no job '{(id.Length > 40 ? id[..40] + "…" : id)}'. Look at GET /api/v1/catalogs/{catalog}/jobs; of those that have ended the last 100 are kept.");

    static FashionOrleansException UnknownCatalog(string catalog) => new(
        ErrorCodes.UnknownCatalog, $"There is no catalogue '{catalog}'. Create it with PUT /api/v1/catalogs/{catalog}, or look at GET /api/v1/catalogs.");
}
