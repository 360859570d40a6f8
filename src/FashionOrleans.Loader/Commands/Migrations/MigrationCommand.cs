using System.CommandLine;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary>A command that asks for a migration, or to change it, and prints how it is then.</summary>
abstract class MigrationCommand : CatalogCommand
{
    readonly Option<bool> _json = SharedOptions.Json("Print the migration as JSON.");

    /// <summary>The command; its own options come between <c>--catalog</c> and <c>--json</c>.</summary>
    protected MigrationCommand(LoaderEnvironment environment, string name, string description)
        : base(environment, name, description)
    {
    }

    /// <summary>Adds the command's own options, and <c>--json</c>.</summary>
    protected void AddWithJson(params ReadOnlySpan<Option> options)
    {
        Add(options);
        Add(_json);
    }

    /// <summary>Asks the server.</summary>
    protected abstract Task<Migration> AskAsync(FashionOrleansClient client, ParseResult parsed, CancellationToken interrupt);

    protected sealed override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        using var client = Connect(parsed);
        var migration = await AskAsync(client, parsed, interrupt);
        MigrationText.Write(Environment.Out, migration, parsed.GetValue(_json));
        return ExitCodeOf(migration);
    }

    /// <summary>The exit code once the migration is as it is.</summary>
    protected virtual int ExitCodeOf(Migration migration) => MigrationText.ExitCodeOf(migration);
}
