using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary><c>jobs show</c>: prints how far a job is, and what it refused.</summary>
sealed class ShowJobCommand
{
    readonly LoaderEnvironment _environment;
    readonly Option<Uri> _server = SharedOptions.Server();
    readonly Option<string?> _key = SharedOptions.Key();
    readonly Option<string> _catalog = SharedOptions.Catalog();
    readonly Option<string> _job = SharedOptions.Job();
    readonly Option<bool> _refused = new("--refused") { Description = "Print the refused rows too, one a line." };
    readonly Option<bool> _json = SharedOptions.Json("Print the job as JSON.");

    public ShowJobCommand(LoaderEnvironment environment)
    {
        _environment = environment;
        Command = new("show", "Print how far a job is.") { _server, _key, _catalog, _job, _refused, _json };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = SharedOptions.Connect(parsed, _server, _key, _environment);
        var (catalog, id) = (parsed.GetRequiredValue(_catalog), parsed.GetRequiredValue(_job));
        var job = await client.FindJobAsync(catalog, id, interrupt)
            ?? throw new InputException($"The catalogue '{catalog}' has no job '{id}'. See 'jobs list'.");
        JobText.Write(_environment.Out, job, parsed.GetValue(_json));
        if (parsed.GetValue(_refused))
        {
            await foreach (var row in client.ListRefusedRowsAsync(catalog, id, interrupt))
                _environment.Out.WriteLine($"row {row.Row}\t{row.Id}\t{row.Code}\t{row.Detail}");
        }

        return JobText.ExitCodeOf(job);
    }
}
