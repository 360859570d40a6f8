using System.CommandLine;
using System.Text.Json;
using FashionOrleans.Loader.Backups;
using FashionOrleans.Loader.Reporting;

namespace FashionOrleans.Loader.Commands;

/// <summary><c>export</c>: writes a catalogue into a folder.</summary>
sealed class ExportCommand : CatalogCommand, ICommandWithExamples
{
    readonly Option<string> _out = new("--out") { Description = "The folder to write; created when absent, else empty.", HelpName = "DIR", Required = true };
    readonly Option<bool> _shoppers = new("--shoppers") { Description = "Also what shoppers like, dislike and have viewed of this catalogue: personal data." };
    readonly Option<int> _attempts = SharedOptions.Number("--attempts", "How often an export is begun, when it breaks off or the server has too many under way.", 1, 1000, 5);
    readonly Option<bool> _json = SharedOptions.Json("Print what was exported as JSON.");
    readonly Option<bool> _noProgress = SharedOptions.NoProgress();

    public ExportCommand(LoaderEnvironment environment)
        : base(environment, "export", "Write a catalogue as of one moment into a folder: items, vectors, pictures, checksums. The server goes on answering and writing.")
    {
        Add(_out, _shoppers, _attempts, _json, _noProgress);
    }

    public string Examples =>
        """
        Examples:
          export --server http://127.0.0.1:5080 --catalog fashion --out backups/fashion-2026-11-27
          verify --backup backups/fashion-2026-11-27
          import --server http://127.0.0.1:5080 --catalog fashion-again --backup backups/fashion-2026-11-27

        Every write that was acknowledged before the export began is in it. An export that breaks off, because its silo or the
        connection is lost, begins anew by itself, of another moment. A folder without manifest.json is not whole: the same
        command begins anew there. The key needs the role admin. Exit code 1: damaged items
        are missing in the backup; they are named.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        var (catalog, folder) = (CatalogOf(parsed), parsed.GetRequiredValue(_out));
        var progress = ProgressDisplay.For(Environment, parsed.GetValue(_noProgress), interrupt);
        using var client = Connect(parsed, new());
        var details = await client.FindCatalogAsync(catalog, interrupt)
            ?? throw new InputException($"The server has no catalogue '{catalog}'.");
        var backup = await new ExportJob(client, details, folder, parsed.GetValue(_shoppers), parsed.GetValue(_attempts), progress, Environment.Error, Environment.Clock).RunAsync(interrupt);
        var summary = BackupSummary.Of(folder, backup);
        foreach (var complaint in summary.Complaints()) Environment.Error.WriteLine(complaint);
        Environment.Out.WriteLine(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(summary, BackupReportJson.Default.BackupSummary)
            : $"Exported {summary.Contents} of catalogue {catalog} to {folder}; read back and found right.");
        return summary.IsComplete ? ExitCode.Done : ExitCode.SomeRefused;
    }
}
