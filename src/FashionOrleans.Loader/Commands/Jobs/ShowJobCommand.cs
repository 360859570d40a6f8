using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary><c>jobs show</c>: prints how far a job is, and what it refused.</summary>
sealed class ShowJobCommand : CatalogCommand
{
    readonly Option<string> _job = SharedOptions.Job();
    readonly Option<bool> _refused = new("--refused") { Description = "Print the refused rows too, one a line." };
    readonly Option<bool> _json = SharedOptions.Json("Print the job as JSON.");

    public ShowJobCommand(LoaderEnvironment environment)
        : base(environment, "show", "Print how far a job is.")
    {
        Add(_job, _refused, _json);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = Connect(parsed);
        var (catalog, id) = (CatalogOf(parsed), parsed.GetRequiredValue(_job));
        var job = await client.FindJobAsync(catalog, id, interrupt)
            ?? throw new InputException($"The catalogue '{catalog}' has no job '{id}'. See 'jobs list'.");
        JobText.Write(Environment.Out, job, parsed.GetValue(_json));
        if (parsed.GetValue(_refused))
        {
            await foreach (var row in client.ListRefusedRowsAsync(catalog, id, interrupt))
                Environment.Out.WriteLine($"row {row.Row}\t{row.Id}\t{row.Code}\t{row.Detail}");
        }

        return JobText.ExitCodeOf(job);
    }
}
