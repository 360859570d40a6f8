using System.CommandLine;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary><c>migrate end</c>: removes the vectors that do not answer.</summary>
sealed class EndMigrationCommand : MigrationCommand
{
    public EndMigrationCommand(LoaderEnvironment environment)
        : base(environment, "end", "End the migration: the model that answers stays, the vectors of the other are removed. It cannot be taken back.") => AddWithJson();

    protected override Task<Migration> AskAsync(FashionOrleansClient client, ParseResult parsed, CancellationToken interrupt) =>
        client.EndMigrationAsync(CatalogOf(parsed), interrupt);

    // Whoever ends it has been told of items that cannot follow, and has decided.
    protected override int ExitCodeOf(Migration migration) => ExitCode.Done;
}
