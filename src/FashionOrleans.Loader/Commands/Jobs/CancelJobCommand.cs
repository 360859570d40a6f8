using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary><c>jobs cancel</c>: ends a job.</summary>
sealed class CancelJobCommand
{
    readonly LoaderEnvironment _environment;
    readonly Option<Uri> _server = SharedOptions.Server();
    readonly Option<string?> _key = SharedOptions.Key();
    readonly Option<string> _catalog = SharedOptions.Catalog();
    readonly Option<string> _job = SharedOptions.Job();

    public CancelJobCommand(LoaderEnvironment environment)
    {
        _environment = environment;
        Command = new("cancel", "End a job. What it has stored stays.") { _server, _key, _catalog, _job };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = SharedOptions.Connect(parsed, _server, _key, _environment);
        JobText.Write(_environment.Out, await client.CancelJobAsync(parsed.GetRequiredValue(_catalog), parsed.GetRequiredValue(_job), interrupt), asJson: false);
        return ExitCode.Done;
    }
}
