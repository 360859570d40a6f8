using System.CommandLine;
using System.Text.Json;
using FashionOrleans.Backup;
using FashionOrleans.Loader.Backups;
using FashionOrleans.Loader.Reporting;

namespace FashionOrleans.Loader.Commands;

/// <summary><c>verify</c>: reads a backup from beginning to end.</summary>
sealed class VerifyCommand : ICommandWithExamples
{
    readonly LoaderEnvironment _environment;
    readonly Option<string> _backup = SharedOptions.Backup();
    readonly Option<bool> _json = SharedOptions.Json("Print what the backup holds as JSON.");
    readonly Option<bool> _noProgress = SharedOptions.NoProgress();

    public VerifyCommand(LoaderEnvironment environment)
    {
        _environment = environment;
        Command = new("verify", "Read a backup from beginning to end and compare every checksum. No server is asked.") { _backup, _json, _noProgress };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    public string Examples =>
        """
        Examples:
          verify --backup backups/fashion-2026-11-27
          verify --backup fashion.tar --json

        Exit codes: 0 the backup is whole; 1 a file is missing or damaged, and is named; 2 there is no backup, or it is of a
        later version. A server's own store is checked by the server's programs: see their command verify.
        """;

    async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        var path = parsed.GetRequiredValue(_backup);
        var backup = BackupReader.Open(path);
        var items = 0L;
        try
        {
            await ProgressDisplay.For(_environment, parsed.GetValue(_noProgress), interrupt).ShowAsync(
                "checked", backup.Manifest.Items, () => Volatile.Read(ref items), () => Task.Run(
                    () =>
                    {
                        backup.Verify(done => Volatile.Write(ref items, done), interrupt);
                        return true;
                    },
                    interrupt));
        }
        catch (BackupException damage)
        {
            _environment.Error.WriteLine(damage.Message);
            return ExitCode.SomeRefused;
        }

        var summary = BackupSummary.Of(path, backup);
        foreach (var complaint in summary.Complaints()) _environment.Error.WriteLine(complaint);
        _environment.Out.WriteLine(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(summary, BackupReportJson.Default.BackupSummary)
            : $"{path} is whole: {summary.Contents} of catalogue {summary.Catalog} ({summary.Model}), taken at {summary.CreatedAt:u}.");
        return ExitCode.Done;
    }
}
