using System.CommandLine;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary><c>migrate cut-over</c> and <c>migrate roll-back</c>: let the other model answer.</summary>
sealed class SwitchMigrationCommand : MigrationCommand
{
    readonly Func<FashionOrleansClient, string, bool, CancellationToken, Task<Migration>> _switch;
    readonly Option<bool> _leaveOut = new("--leave-out") { Description = "Do without the items that could not follow, because no picture of theirs is kept." };

    public SwitchMigrationCommand(
        LoaderEnvironment environment, string name, string description, Func<FashionOrleansClient, string, bool, CancellationToken, Task<Migration>> change)
        : base(environment, name, $"{description} Queries go on; writes wait for some seconds.")
    {
        _switch = change;
        AddWithJson(_leaveOut);
    }

    protected override Task<Migration> AskAsync(FashionOrleansClient client, ParseResult parsed, CancellationToken interrupt) =>
        _switch(client, CatalogOf(parsed), parsed.GetValue(_leaveOut), interrupt);
}
