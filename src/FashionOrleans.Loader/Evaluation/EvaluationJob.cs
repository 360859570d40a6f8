using System.Text.Json;
using FashionOrleans.Client;
using FashionOrleans.Loader.Evaluation.Page;
using FashionOrleans.Loader.Reporting;
using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>
/// Asks with every selected picture and compares the labels of what comes back. The outcomes are taken in the source's
/// order whatever order they arrive in, so that two runs over one catalogue write the same report and the same dump.
/// </summary>
sealed class EvaluationJob(FashionOrleansClient client, CatalogInput input, EvaluationSettings settings, IProgressDisplay progress, TimeProvider clock)
{
    // Larger pictures are not product photos; the server would refuse them anyway.
    const int MaxPictureBytes = 20_000_000;

    /// <exception cref="InputException">There is no such catalogue, nothing to ask with, or an unknown label.</exception>
    public async Task<EvaluationReport> RunAsync(CancellationToken interrupt)
    {
        CheckLabels();
        var survey = SourceSurvey.Of(input.Source, input.Layout, input.Metadata, settings.Selection);
        if (survey.Selected == 0) throw new InputException("There are no pictures to ask with. Check --images, --hash-range and --limit.");
        var catalog = await client.FindCatalogAsync(settings.Catalog, interrupt)
            ?? throw new InputException($"There is no catalogue {settings.Catalog} at {client.Server}. Load it with ingest, or correct --catalog.");
        if (settings.PagePath is { } early) await EvaluationPage.PrepareAsync(early, interrupt);

        var attributes = settings.Attributes;
        var counts = new CatalogCounts(client, settings.Catalog, catalog.Dimension, attributes);
        var asker = new QueryAsker(client, settings, new(counts, attributes, settings.LabelSets), clock);
        var (tally, rows) = (new EvaluationTally(settings), new ExampleRows(settings));
        var started = clock.GetTimestamp();
        var interrupted = await progress.ShowAsync("queries", survey.Selected, () => tally.Done, () => AskAllAsync(asker, tally, rows, interrupt));
        var report = tally.Report(asker.Model, clock.GetElapsedTime(started), interrupted);
        if (settings.PagePath is { } path) await new EvaluationPage(client, settings, report).WriteAsync(path, rows, CancellationToken.None);
        return report;
    }

    void CheckLabels()
    {
        var known = input.Metadata?.Columns ?? [FolderLayout.Category];
        if (settings.Attributes.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new InputException($"--label names {unknown}, which the data set does not have. It has {string.Join(", ", known)}.");
        if (settings.Depth >= settings.MostResults)
            throw new InputException($"--k is {settings.K}. With --agreement it is at most {settings.MostResults - 1}.");
        if (settings.Attributes.Count is 0 or > RelevantItemCounter.MaxAttributes)
            throw new InputException($"--label names {settings.Attributes.Count} attributes. Name 1 to {RelevantItemCounter.MaxAttributes} in all.");
    }

    /// <returns>True when interrupted.</returns>
    async Task<bool> AskAllAsync(QueryAsker asker, EvaluationTally tally, ExampleRows rows, CancellationToken interrupt)
    {
        await using var dump = settings.DumpPath is { } path ? new StreamWriter(path) { NewLine = "\n" } : null;
        using var abandon = new CancellationTokenSource();
        var underWay = new Queue<Task<QueryOutcome>>();
        try
        {
            foreach (var (file, id) in settings.Selection.Of(input.Source, input.Layout))
            {
                if (interrupt.IsCancellationRequested) break;
                // An archive is read one entry at a time; only the asking overlaps.
                var picture = await ReadAsync(file);
                underWay.Enqueue(asker.AskAsync(id, picture, LabelsOf(file), abandon.Token));
                if (underWay.Count >= settings.InFlight) await TakeAsync();
            }

            while (underWay.Count > 0) await TakeAsync();
        }
        catch
        {
            // Whatever failed, nothing keeps running behind the caller's back.
            await abandon.CancelAsync();
            await ((Task)Task.WhenAll(underWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return interrupt.IsCancellationRequested;

        async Task TakeAsync()
        {
            var outcome = await underWay.Dequeue();
            tally.Add(outcome);
            if (outcome.RefusedCode is not null) return;
            if (settings.PagePath is not null) rows.Add(outcome);
            if (dump is not null) dump.WriteLine(Line(outcome));
        }
    }

    static async Task<byte[]?> ReadAsync(SourceFile file)
    {
        try
        {
            return await file.ReadAsync(MaxPictureBytes, CancellationToken.None);
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The known labels of a picture among those that are evaluated, with the types that they have in the catalogue.</summary>
    Dictionary<string, AttributeValue> LabelsOf(SourceFile file)
    {
        var all = input.Layout.AttributesOf(file);
        var labels = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        foreach (var name in settings.Attributes)
        {
            if (input.Layout.LabelOf(file, name) is { } label) labels[name] = all?.GetValueOrDefault(name) is { Kind: not AttributeKind.Absent } value ? value : label;
        }

        return labels;
    }

    string Line(QueryOutcome outcome)
    {
        var results = outcome.Results.Take(settings.K).ToList();
        return JsonSerializer.Serialize(
            new DumpLine(outcome.Id, [.. results.Select(result => result.Id)], [.. results.Select(result => result.Score)]), EvaluationJson.Default.DumpLine);
    }
}
