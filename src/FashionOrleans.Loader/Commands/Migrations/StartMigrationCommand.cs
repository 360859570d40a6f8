using System.CommandLine;
using FashionOrleans.Client;
using FashionOrleans.Loader.Reporting;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary><c>migrate start</c>: begins to embed a catalogue with another model.</summary>
sealed class StartMigrationCommand : MigrationCommand
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    readonly Option<string> _model = new("--model") { Description = "The model pack to embed the kept pictures with.", HelpName = "NAME", Required = true };
    readonly Option<int?> _rate = SharedOptions.Number("--pictures-per-second", "How many pictures are embedded in the background at most, over all shards. Default: 50.", 1, 100_000);
    readonly Option<string?> _label = new("--label") { Description = "The attribute whose agreement measures the quality before and after. Default: one that suits.", HelpName = "NAME" };
    readonly Option<bool> _manual = new("--manual") { Description = "Let the new model answer only when 'migrate cut-over' says so. Default: as soon as it has everything." };
    readonly Option<bool> _again = new("--again") { Description = "Embed anew with the model that the catalogue has, such as for a new version of its pack." };
    readonly Option<bool> _wait = new("--wait") { Description = "Wait until the new model has everything, and without --manual until it answers. Ctrl-C ends the waiting, not the migration." };
    readonly Option<bool> _noProgress = SharedOptions.NoProgress();

    public StartMigrationCommand(LoaderEnvironment environment)
        : base(environment, "start", "Begin a migration. The same command again finds it under way.")
    {
        AddWithJson(_model, _rate, _label, _manual, _again, _wait, _noProgress);
    }

    protected override async Task<Migration> AskAsync(FashionOrleansClient client, ParseResult parsed, CancellationToken interrupt)
    {
        var options = new MigrationOptions
        {
            PicturesPerSecond = parsed.GetValue(_rate),
            Label = parsed.GetValue(_label),
            IsManual = parsed.GetValue(_manual),
            Again = parsed.GetValue(_again),
        };
        var migration = await StartAsync(client, CatalogOf(parsed), parsed.GetRequiredValue(_model), options, interrupt);
        return parsed.GetValue(_wait)
            ? await WaitAsync(client, migration, ProgressDisplay.For(Environment, parsed.GetValue(_noProgress), interrupt), interrupt)
            : migration;
    }

    /// <summary>Begins it, or finds the one to that model which is under way: the first answer may have been lost.</summary>
    static async Task<Migration> StartAsync(FashionOrleansClient client, string catalog, string model, MigrationOptions options, CancellationToken interrupt)
    {
        try
        {
            return await client.StartMigrationAsync(catalog, model, options, interrupt);
        }
        catch (ProblemException problem) when (problem.Code == ProblemCodes.MigrationUnderWay)
        {
            if (await client.FindMigrationAsync(catalog, interrupt) is { EndedAt: null } found && found.To == model) return found;
            throw;
        }
    }

    Task<Migration> WaitAsync(FashionOrleansClient client, Migration migration, IProgressDisplay display, CancellationToken interrupt) =>
        display.ShowAsync("items", migration.Progress.Items, () => Math.Min(migration.Progress.ItemsFollowed, migration.Progress.Items), async () =>
        {
            while (!HasCome(migration))
            {
                await Task.Delay(Look, Environment.Clock, interrupt);
                migration = await client.FindMigrationAsync(migration.Catalog, interrupt)
                    ?? throw new InputException($"The migration of '{migration.Catalog}' is gone: the catalogue was dropped.");
            }

            return migration;
        });

    /// <summary>Whether there is nothing to wait for any more. With items that cannot follow the new model does not answer by itself.</summary>
    static bool HasCome(Migration migration) => migration.State switch
    {
        MigrationStates.Copying => false,
        MigrationStates.Ready => migration.CutOver == "manual" || migration.Progress.ItemsLeftOut > 0,
        _ => true,
    };
}
