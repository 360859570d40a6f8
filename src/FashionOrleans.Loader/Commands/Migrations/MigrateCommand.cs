using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary><c>migrate</c>: changes the model of a catalogue while it answers.</summary>
sealed class MigrateCommand : ICommandWithExamples
{
    public MigrateCommand(LoaderEnvironment environment)
    {
        Command = new("migrate", "Change the model of a catalogue while it answers: its pictures are embedded anew in the background. Needs the role admin.")
        {
            new StartMigrationCommand(environment).Command,
            new MigrationStatusCommand(environment).Command,
            new SwitchMigrationCommand(
                environment, "cut-over", "Let the new model answer.", (client, catalog, leaveOut, stop) => client.CutOverAsync(catalog, leaveOut, stop)).Command,
            new SwitchMigrationCommand(
                environment, "roll-back", "Let the old model answer again.", (client, catalog, leaveOut, stop) => client.RollBackAsync(catalog, leaveOut, stop)).Command,
            new EndMigrationCommand(environment).Command,
        };
    }

    public Command Command { get; }

    public string Examples =>
        """
        Examples, in the order of a migration; the pack is put into the models folder of the embedding silos first:
          migrate start     --server http://127.0.0.1:5080 --catalog fashion --model mobilenet_v2 --manual --wait
          migrate status    --server http://127.0.0.1:5080 --catalog fashion
          migrate cut-over  --server http://127.0.0.1:5080 --catalog fashion
          migrate roll-back --server http://127.0.0.1:5080 --catalog fashion
          migrate end       --server http://127.0.0.1:5080 --catalog fashion

        Without --manual the new model answers as soon as it has everything. Until 'end' both models are kept, twice the memory,
        and either can answer. 'end' removes the one that does not: it cannot be taken back.

        Exit code 1: items cannot follow, because no picture of theirs is kept, and are or would be left out. 2: it was refused,
        for example because the new model does not have everything yet.
        """;
}
