using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary><c>jobs list</c>: prints the newest jobs.</summary>
sealed class ListJobsCommand : ServerCommand
{
    readonly Option<string?> _catalog = new("--catalog") { Description = "Only the jobs of this catalogue.", HelpName = "NAME" };
    readonly Option<int> _limit = SharedOptions.Number("--limit", "How many jobs.", 1, 200, 50);

    public ListJobsCommand(LoaderEnvironment environment)
        : base(environment, "list", "Print the newest jobs.")
    {
        Add(_catalog, _limit);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = Connect(parsed);
        JobText.WriteTable(Environment.Out, await client.ListJobsAsync(parsed.GetValue(_catalog), parsed.GetValue(_limit), interrupt));
        return ExitCode.Done;
    }
}
