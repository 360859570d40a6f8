using System.Globalization;
using FashionOrleans.Client;
using FashionOrleans.Loader.Metadata;
using FashionOrleans.Loader.Reporting;
using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>What a run of <c>ingest</c> did.</summary>
sealed record IngestReport
{
    public required string Catalog { get; init; }

    public required Uri Server { get; init; }

    public required SourceSurvey Survey { get; init; }

    /// <summary>Null when there was no metadata file.</summary>
    public required MetadataTraits? Metadata { get; init; }

    public required IngestTally Tally { get; init; }

    public required string RefusedPath { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>What ended the run early; null when it came to its end.</summary>
    public required Exception? Ending { get; init; }

    /// <summary>The counts, and everything about the data that was noticed and did not stop the load.</summary>
    public void WriteTo(TextWriter output)
    {
        output.WriteLine($"Catalogue {Catalog} at {Server}");
        Line("stored", Tally.Stored, Tally.Stored > 0 ? $"{Tally.StoredBytes / 1e6:N1} MB of pictures" : "");
        Line("unchanged", Tally.Unchanged, Tally.Unchanged > 0 ? "skipped: stored before with the same picture and attributes" : "");
        Line("refused", Tally.Refused, Tally.Refused > 0 ? $"listed in {RefusedPath}" : "");
        foreach (var (code, count) in Tally.RefusedByCode) Line($"  {code}", count, "");
        if (Ending is not null) Line("not reached", Survey.Selected - Tally.Done, "run the same command again to go on");

        Note("pictures without a row", Tally.PicturesWithoutRow, "stored without attributes");
        Note("rows without a picture", Survey.RowsWithoutPicture, $"such as {string.Join(", ", Survey.RowsWithoutPictureExamples)}");
        Note("rows with extra commas", Metadata?.RowsWithExtraCommas, "taken as part of the last column");
        Note("rows cut short", Metadata?.ShortRows, "the missing labels are left out");
        Note("rows without an id", Metadata?.RowsWithoutId, "passed over");
        Note("duplicate rows", Metadata?.DuplicateRows, "the first one of an id counts");
        Note("blank labels", Metadata?.BlankLabels, "blank or NA in the metadata file; left out");
        Note("other files", Survey.OtherFiles, "not pictures; passed over");
        Note("junk files", Survey.JunkFiles, "__MACOSX, .DS_Store and the like; passed over");
        output.WriteLine($"Took {Durations.Text(Elapsed)}, {Tally.Done / Math.Max(Elapsed.TotalSeconds, 0.001):N0} items a second.");

        void Note(string what, int? count, string remark)
        {
            if (count > 0) Line(what, count.Value, remark);
        }

        void Line(string what, long count, string remark) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-24}{count,10:N0}  {remark}").TrimEnd());
    }

    /// <summary>The process's exit code; an early end is explained on <paramref name="error"/>.</summary>
    public int ExitCode(TextWriter error)
    {
        switch (Ending)
        {
            case null:
                return Tally.Refused > 0 ? Loader.ExitCode.SomeRefused : Loader.ExitCode.Done;
            case OperationCanceledException:
                return Loader.ExitCode.Interrupted;
            default:
                var reason = Ending is ProblemException problem ? $"The server stopped taking items: {problem.Detail} ({problem.Code})" : Ending.Message;
                error.WriteLine($"{reason} {Tally.Done:N0} of {Survey.Selected:N0} items are done; run the same command again to go on.");
                return Loader.ExitCode.ServerUnavailable;
        }
    }
}
