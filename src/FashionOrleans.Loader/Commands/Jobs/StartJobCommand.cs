using System.CommandLine;
using FashionOrleans.Client;
using FashionOrleans.Loader.Reporting;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary><c>jobs start</c>: begins a job for a feed at an address or in a file.</summary>
sealed class StartJobCommand : CatalogCommand
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    readonly Option<string> _feed = new("--feed") { Description = "The feed: a file, or an address that the server can reach; csv and jsonl also in gzip.", HelpName = "FILE_OR_URL", Required = true };
    readonly Option<string?> _format = new("--format") { Description = "csv, jsonl or parquet. Default: by the feed's extension.", HelpName = "FORMAT" };
    readonly Option<string?> _idColumn = new("--id-column") { Description = "The column that holds the ids. Default: id, sku or another usual name.", HelpName = "NAME" };
    readonly Option<string?> _imageColumn = new("--image-column") { Description = "The column that holds the addresses of pictures. Default: image_link or another usual name.", HelpName = "NAME" };
    readonly Option<string?> _attributes = new("--attributes") { Description = "The columns that become attributes, separated by commas. Default: all others.", HelpName = "NAMES" };
    readonly Option<bool> _wait = new("--wait") { Description = "Wait until the job has ended, and show how far it is. Ctrl-C ends the waiting, not the job." };
    readonly Option<bool> _noProgress = SharedOptions.NoProgress();
    readonly Option<bool> _json = SharedOptions.Json("Print the job as JSON.");

    public StartJobCommand(LoaderEnvironment environment)
        : base(environment, "start", "Begin a job.")
    {
        _format.AcceptOnlyFromAmong("csv", "jsonl", "parquet");
        Add(_feed, _format, _idColumn, _imageColumn, _attributes, _wait, _noProgress, _json);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = Connect(parsed);
        var catalog = CatalogOf(parsed);
        var options = new JobOptions
        {
            Format = parsed.GetValue(_format),
            IdColumn = parsed.GetValue(_idColumn),
            ImageColumn = parsed.GetValue(_imageColumn),
            Attributes = parsed.GetValue(_attributes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
        var job = await StartAsync(client, catalog, parsed.GetRequiredValue(_feed), options, interrupt);
        if (parsed.GetValue(_wait))
        {
            job = await WaitAsync(client, job, ProgressDisplay.For(Environment, parsed.GetValue(_noProgress), interrupt), interrupt);
        }

        JobText.Write(Environment.Out, job, parsed.GetValue(_json));
        return JobText.ExitCodeOf(job);
    }

    static Task<Job> StartAsync(FashionOrleansClient client, string catalog, string feed, JobOptions options, CancellationToken interrupt)
    {
        if (SharedOptions.AddressOf("--feed", feed) is { } address) return client.StartJobAsync(catalog, address, options, interrupt);
        if (!File.Exists(feed)) throw new InputException($"There is no file at '{feed}'. Give --feed a file, or an address that begins with http.");
        return client.StartJobAsync(catalog, Path.GetFileName(feed), () => File.OpenRead(feed), options, interrupt);
    }

    async Task<Job> WaitAsync(FashionOrleansClient client, Job job, IProgressDisplay display, CancellationToken interrupt)
    {
        // How many rows there are is known once the server has the feed.
        while (job is { EndedAt: null, Rows.Total: null }) job = await NextAsync();
        if (job.EndedAt is not null) return job;
        return await display.ShowAsync("rows", job.Rows.Total!.Value, () => job.Rows.Read, async () =>
        {
            while (job.EndedAt is null) job = await NextAsync();
            return job;
        });

        async Task<Job> NextAsync()
        {
            await Task.Delay(Look, Environment.Clock, interrupt);
            return await client.FindJobAsync(job.Catalog, job.Id, interrupt)
                ?? throw new InputException($"The job {job.Id} is gone: its catalogue was dropped.");
        }
    }
}
