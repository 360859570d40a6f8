using System.CommandLine;
using System.Text.Json;
using FashionOrleans.Backup;
using FashionOrleans.Client;
using FashionOrleans.Loader.Backups;
using FashionOrleans.Loader.Reporting;

namespace FashionOrleans.Loader.Commands;

/// <summary><c>import</c>: fills a catalogue from a backup.</summary>
sealed class ImportCommand : CatalogCommand, ICommandWithExamples
{
    const int AttemptsWhileImporting = 8;
    const int ComplaintsShown = 20;

    readonly Option<string> _backup = SharedOptions.Backup();
    readonly Option<int?> _shards = SharedOptions.Number("--shards", "Shards of the new catalogue, when not those of the backup.", 1, 100_000);
    readonly Option<bool> _acceptModel = new("--accept-model") { Description = "Go on when the server's model pack of that name has other weights than the one that made the vectors." };
    readonly Option<int> _inFlight = SharedOptions.InFlight();
    readonly Option<int> _patience = SharedOptions.Number("--patience", "Seconds to wait for a server that is overloaded or starting.", 1, 86_400, 600);
    readonly Option<bool> _json = SharedOptions.Json("Print what was imported as JSON.");
    readonly Option<bool> _noProgress = SharedOptions.NoProgress();

    public ImportCommand(LoaderEnvironment environment)
        : base(environment, "import", "Fill a new catalogue from a backup, bit for bit and without embedding anything anew. Run it again to go on after an interruption.")
    {
        Add(_backup, _shards, _acceptModel, _inFlight, _patience, _json, _noProgress);
    }

    public string Examples =>
        """
        Examples:
          import --server http://127.0.0.1:5080 --catalog fashion --backup backups/fashion-2026-11-27
          import --server http://127.0.0.1:5080 --catalog fashion --backup fashion.tar --shards 32

        All checksums are checked before the first item is sent. The catalogue is created with the settings and the schema of
        the backup, and shoppers, where the backup has any, get back what they said; one that exists must hold nothing but items of this backup. The server needs the model pack that made the
        vectors. The key needs the role admin.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        var progress = ProgressDisplay.For(Environment, parsed.GetValue(_noProgress), interrupt);
        var backup = BackupReader.Open(parsed.GetRequiredValue(_backup));
        var settings = new ImportSettings(
            CatalogOf(parsed), parsed.GetValue(_shards), parsed.GetValue(_acceptModel), parsed.GetValue(_inFlight));
        var options = new FashionOrleansClientOptions
        {
            Deadline = TimeSpan.FromSeconds(parsed.GetValue(_patience)),
            MaxAttempts = AttemptsWhileImporting,
            OnRetry = notice => progress.Say(RetrySentence.Of(notice)),
        };
        using var client = Connect(parsed, options);
        var report = await new ImportJob(client, backup, settings, progress, Environment.Clock).RunAsync(interrupt);
        foreach (var item in report.Refused.Take(ComplaintsShown)) Environment.Error.WriteLine($"Item {item.Id} was refused ({item.Code}): {item.Detail}");
        if (report.Refused.Count > ComplaintsShown) Environment.Error.WriteLine($"… and {report.Refused.Count - ComplaintsShown:N0} more; --json lists all.");
        Environment.Out.WriteLine(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(report, BackupReportJson.Default.ImportReport)
            : $"Imported {report.Sent:N0} of {report.Items:N0} items into catalogue {report.Catalog} in {Durations.Text(TimeSpan.FromSeconds(report.Seconds))}; {report.Present:N0} were there already, {report.Refused.Count:N0} were refused.{(report.Shoppers is { } shoppers ? $" {shoppers:N0} shoppers got something back." : "")}");
        return report.Refused.Count > 0 ? ExitCode.SomeRefused : ExitCode.Done;
    }
}
