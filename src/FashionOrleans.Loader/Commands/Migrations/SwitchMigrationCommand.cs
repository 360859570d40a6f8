using System.CommandLine;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary><c>migrate cut-over</c> and <c>migrate roll-back</c>: let the other model answer.</summary>
sealed class SwitchMigrationCommand
{
    readonly LoaderEnvironment _environment;
    readonly Func<FashionOrleansClient, string, bool, CancellationToken, Task<Migration>> _switch;
    readonly Option<Uri> _server = SharedOptions.Server();
    readonly Option<string?> _key = SharedOptions.Key();
    readonly Option<string> _catalog = SharedOptions.Catalog();
    readonly Option<bool> _leaveOut = new("--leave-out") { Description = "Do without the items that could not follow, because no picture of theirs is kept." };
    readonly Option<bool> _json = SharedOptions.Json("Print the migration as JSON.");

    public SwitchMigrationCommand(
        LoaderEnvironment environment, string name, string description, Func<FashionOrleansClient, string, bool, CancellationToken, Task<Migration>> change)
    {
        _environment = environment;
        _switch = change;
        Command = new(name, $"{description} Queries go on; writes wait for some seconds.") { _server, _key, _catalog, _leaveOut, _json };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = SharedOptions.Connect(parsed, _server, _key, _environment);
        var migration = await _switch(client, parsed.GetRequiredValue(_catalog), parsed.GetValue(_leaveOut), interrupt);
        MigrationText.Write(_environment.Out, migration, parsed.GetValue(_json));
        return MigrationText.ExitCodeOf(migration);
    }
}
