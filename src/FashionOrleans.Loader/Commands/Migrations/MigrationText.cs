using System.Globalization;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Commands.Migrations;

/// <summary>How migrations are printed.</summary>
static class MigrationText
{
    public static void Write(TextWriter output, Migration migration, bool asJson)
    {
        if (asJson)
        {
            JsonText.Write(output, migration);
            return;
        }

        output.WriteLine($"Migration of {migration.Catalog} from {migration.From} to {migration.To}: {migration.State}, {migration.AnsweringModel} answers");
        var progress = migration.Progress;
        if (migration.EndedAt is null)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {progress.ItemsFollowed:N0} of {progress.Items:N0} items, {progress.ShardsInStep} of {progress.Shards} shards in step, at most {migration.PicturesPerSecond:0.##} pictures/s"));
        }

        if (progress.ItemsLeftOut > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {progress.ItemsLeftOut:N0} items cannot follow: no picture of theirs is kept, or it cannot be read"));
        if (migration.Quality is { } quality)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  precision@{quality.K} by {quality.Label}: {quality.Before:0.0%} before, {quality.After:0.0%} after, ±{quality.Error:0.0%}, of {quality.Queries} queries"));
        }

        if (migration.Trouble is { } trouble) output.WriteLine($"  waits: {trouble}");
        if (NextStep(migration) is { } next) output.WriteLine($"  next: {next}");
    }

    /// <summary>Items that cannot follow count as refused ones.</summary>
    public static int ExitCodeOf(Migration migration) => migration.Progress.ItemsLeftOut > 0 ? ExitCode.SomeRefused : ExitCode.Done;

    static string? NextStep(Migration migration) => migration.State switch
    {
        MigrationStates.Ready when migration.Progress.ItemsLeftOut > 0 => "store those items again with pictures, or 'migrate cut-over --leave-out'",
        MigrationStates.Ready when migration.CutOver == "manual" => "'migrate cut-over', or 'migrate end' to stay with the old model",
        MigrationStates.Switched => "'migrate end' when the new model is to stay, or 'migrate roll-back'",
        MigrationStates.RolledBack => "'migrate end' when the old model is to stay, or 'migrate cut-over'",
        _ => null,
    };
}
