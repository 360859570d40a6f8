using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary><c>migrate end</c>: removes the vectors that do not answer.</summary>
sealed class EndMigrationCommand
{
    readonly LoaderEnvironment _environment;
    readonly Option<Uri> _server = SharedOptions.Server();
    readonly Option<string?> _key = SharedOptions.Key();
    readonly Option<string> _catalog = SharedOptions.Catalog();
    readonly Option<bool> _json = SharedOptions.Json("Print the migration as JSON.");

    public EndMigrationCommand(LoaderEnvironment environment)
    {
        _environment = environment;
        Command = new("end", "End the migration: the model that answers stays, the vectors of the other are removed. It cannot be taken back.") { _server, _key, _catalog, _json };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = SharedOptions.Connect(parsed, _server, _key, _environment);
        MigrationText.Write(_environment.Out, await client.EndMigrationAsync(parsed.GetRequiredValue(_catalog), interrupt), parsed.GetValue(_json));
        return ExitCode.Done;
    }
}
