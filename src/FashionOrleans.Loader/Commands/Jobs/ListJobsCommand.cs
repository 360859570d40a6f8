using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary><c>jobs list</c>: prints the newest jobs.</summary>
sealed class ListJobsCommand
{
    readonly LoaderEnvironment _environment;
    readonly Option<Uri> _server = SharedOptions.Server();
    readonly Option<string?> _key = SharedOptions.Key();
    readonly Option<string?> _catalog = new("--catalog") { Description = "Only the jobs of this catalogue.", HelpName = "NAME" };
    readonly Option<int> _limit = SharedOptions.Number("--limit", "How many jobs.", 1, 200, 50);

    public ListJobsCommand(LoaderEnvironment environment)
    {
        _environment = environment;
        Command = new("list", "Print the newest jobs.") { _server, _key, _catalog, _limit };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = SharedOptions.Connect(parsed, _server, _key, _environment);
        JobText.WriteTable(_environment.Out, await client.ListJobsAsync(parsed.GetValue(_catalog), parsed.GetValue(_limit), interrupt));
        return ExitCode.Done;
    }
}
