using System.Globalization;
using System.Runtime.CompilerServices;

namespace FashionOrleans.Client;

public sealed partial class FashionOrleansClient
{
    // The most that the server gives at once.
    const int RefusedRowsPage = 1_000;

    /// <summary>Begins a job for a feed at an address that the server can reach.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="feed">Where the feed is.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call, not the job.</param>
    public Task<Job> StartJobAsync(string catalog, Uri feed, JobOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();

        // The id makes all attempts one job.
        var body = new JobBody(feed.AbsoluteUri, options.Format, new(options.IdColumn, options.ImageColumn, options.Attributes), Guid.NewGuid().ToString("n"));
        return SendAsync(() => Send(HttpMethod.Post, CatalogPath(catalog, "/jobs"), body, ClientJson.Default.JobBody), ClientJson.Default.Job, cancellationToken);
    }

    /// <summary>Begins a job for a feed that is sent along.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="name">The feed's file name; its extension tells the format unless <paramref name="options"/> do.</param>
    /// <param name="open">Opens the feed; once for each attempt.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call, not the job.</param>
    public Task<Job> StartJobAsync(string catalog, string name, Func<Stream> open, JobOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var id = Guid.NewGuid().ToString("n");
        return SendAsync(
            () =>
            {
                var form = new MultipartFormDataContent { { new StringContent(id), "id" } };
                if (options.Format is { } format) form.Add(new StringContent(format), "format");
                if (options.IdColumn is { } idColumn) form.Add(new StringContent(idColumn), "idColumn");
                if (options.ImageColumn is { } imageColumn) form.Add(new StringContent(imageColumn), "imageColumn");
                foreach (var attribute in options.Attributes) form.Add(new StringContent(attribute), "attributes");
                form.Add(new StreamContent(open()), "feed", name);
                return new HttpRequestMessage(HttpMethod.Post, Relative(CatalogPath(catalog, "/jobs"))) { Content = form };
            },
            ClientJson.Default.Job,
            cancellationToken);
    }

    /// <summary>The newest jobs, newest first.</summary>
    /// <param name="catalog">Of one catalogue; null for all.</param>
    /// <param name="limit">How many at most, 1..200.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<Job>> ListJobsAsync(string? catalog = null, int limit = 50, CancellationToken cancellationToken = default)
    {
        var below = string.Create(CultureInfo.InvariantCulture, $"/jobs?limit={limit}");
        return (await SendAsync(() => Get(catalog is null ? $"api/v1{below}" : CatalogPath(catalog, below)), ClientJson.Default.JobList, cancellationToken)).Jobs;
    }

    /// <summary>A job, or null when the catalogue has none of that id.</summary>
    public async Task<Job?> FindJobAsync(string catalog, string id, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SendAsync(() => Get(JobPath(catalog, id)), ClientJson.Default.Job, cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == ProblemCodes.UnknownJob)
        {
            return null;
        }
    }

    /// <summary>The rows that a job has refused, in their order; of each job the first 10,000.</summary>
    /// <exception cref="ProblemException"><c>unknown_job</c>.</exception>
    public async IAsyncEnumerable<RefusedRow> ListRefusedRowsAsync(string catalog, string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long? after = 0;
        while (after is { } last)
        {
            var path = JobPath(catalog, id, string.Create(CultureInfo.InvariantCulture, $"/refused?after={last}&limit={RefusedRowsPage}"));
            var page = await SendAsync(() => Get(path), ClientJson.Default.RefusedRowList, cancellationToken);
            foreach (var row in page.Rows) yield return row;
            after = page.Next;
        }
    }

    /// <summary>Ends a job; what it has stored stays. One that has ended stays as it is.</summary>
    /// <exception cref="ProblemException"><c>unknown_job</c>.</exception>
    public Task<Job> CancelJobAsync(string catalog, string id, CancellationToken cancellationToken = default) =>
        SendAsync(() => Delete(JobPath(catalog, id)), ClientJson.Default.Job, cancellationToken);

    static string JobPath(string catalog, string id, string below = "") => CatalogPath(catalog, $"/jobs/{Uri.EscapeDataString(id)}{below}");
}
