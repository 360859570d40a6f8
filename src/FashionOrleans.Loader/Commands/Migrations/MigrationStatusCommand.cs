using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary><c>migrate status</c>: prints how far the last migration of a catalogue is.</summary>
sealed class MigrationStatusCommand
{
    readonly LoaderEnvironment _environment;
    readonly Option<Uri> _server = SharedOptions.Server();
    readonly Option<string?> _key = SharedOptions.Key();
    readonly Option<string> _catalog = SharedOptions.Catalog();
    readonly Option<bool> _json = SharedOptions.Json("Print the migration as JSON.");

    public MigrationStatusCommand(LoaderEnvironment environment)
    {
        _environment = environment;
        Command = new("status", "Print how far the last migration is, and how good both models are.") { _server, _key, _catalog, _json };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = SharedOptions.Connect(parsed, _server, _key, _environment);
        var catalog = parsed.GetRequiredValue(_catalog);
        var migration = await client.FindMigrationAsync(catalog, interrupt)
            ?? throw new InputException($"The catalogue '{catalog}' has had no migration. Begin one with 'migrate start'.");
        MigrationText.Write(_environment.Out, migration, parsed.GetValue(_json));
        return MigrationText.ExitCodeOf(migration);
    }
}
