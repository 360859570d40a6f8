using System.CommandLine;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary><c>migrate status</c>: prints how far the last migration of a catalogue is.</summary>
sealed class MigrationStatusCommand : MigrationCommand
{
    public MigrationStatusCommand(LoaderEnvironment environment)
        : base(environment, "status", "Print how far the last migration is, and how good both models are.") => AddWithJson();

    protected override async Task<Migration> AskAsync(FashionOrleansClient client, ParseResult parsed, CancellationToken interrupt)
    {
        var catalog = CatalogOf(parsed);
        return await client.FindMigrationAsync(catalog, interrupt)
            ?? throw new InputException($"The catalogue '{catalog}' has had no migration. Begin one with 'migrate start'.");
    }
}
