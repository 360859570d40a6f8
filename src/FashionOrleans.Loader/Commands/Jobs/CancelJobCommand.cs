using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary><c>jobs cancel</c>: ends a job.</summary>
sealed class CancelJobCommand : CatalogCommand
{
    readonly Option<string> _job = SharedOptions.Job();

    public CancelJobCommand(LoaderEnvironment environment)
        : base(environment, "cancel", "End a job. What it has stored stays.")
    {
        Add(_job);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = Connect(parsed);
        JobText.Write(Environment.Out, await client.CancelJobAsync(CatalogOf(parsed), parsed.GetRequiredValue(_job), interrupt), asJson: false);
        return ExitCode.Done;
    }
}
