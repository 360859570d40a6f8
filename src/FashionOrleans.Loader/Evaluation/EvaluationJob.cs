using System.Net;
using System.Text.Json;
using FashionOrleans.Client;
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

    string? _model;

    /// <exception cref="InputException">There is no such catalogue, nothing to ask with, or an unknown label.</exception>
    public async Task<EvaluationReport> RunAsync(CancellationToken interrupt)
    {
        CheckLabels();
        var survey = SourceSurvey.Of(input.Source, input.Layout, input.Metadata, settings.Selection);
        if (survey.Selected == 0) throw new InputException("There are no pictures to ask with. Check --images, --hash-range and --limit.");
        _ = await client.FindCatalogAsync(settings.Catalog, interrupt)
            ?? throw new InputException($"There is no catalogue {settings.Catalog} at {client.Server}. Load it with ingest, or correct --catalog.");

        var tally = new EvaluationTally(settings);
        var started = clock.GetTimestamp();
        var interrupted = await progress.ShowAsync("queries", survey.Selected, () => tally.Done, () => AskAllAsync(tally, interrupt));
        return tally.Report(_model, clock.GetElapsedTime(started), interrupted);
    }

    void CheckLabels()
    {
        var known = input.Metadata?.Columns ?? [FolderLayout.Category];
        var unknown = settings.LabelSets.SelectMany(set => set.Attributes).FirstOrDefault(name => !known.Contains(name));
        if (unknown is not null)
            throw new InputException($"--label names {unknown}, which the data set does not have. It has {string.Join(", ", known)}.");
    }

    /// <returns>True when interrupted.</returns>
    async Task<bool> AskAllAsync(EvaluationTally tally, CancellationToken interrupt)
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
                underWay.Enqueue(AskAsync(file, id, picture, abandon.Token));
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
            if (dump is not null && outcome.RefusedCode is null) dump.WriteLine(Line(outcome));
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

    async Task<QueryOutcome> AskAsync(SourceFile file, string id, byte[]? picture, CancellationToken cancellationToken)
    {
        var outcome = new QueryOutcome
        {
            Id = id,
            Labels = [.. settings.LabelSets.Select(set => set.Of(name => input.Layout.LabelOf(file, name)))],
        };
        if (picture is null) return outcome with { RefusedCode = "unreadable_file" };

        // The picture of an item that the catalogue holds finds that item first: one more result makes up for it.
        var request = new RecommendationRequest { Like = [Example.OfPicture(picture)], K = settings.K + 1 };
        var started = clock.GetTimestamp();
        try
        {
            var reply = await client.RecommendAsync(settings.Catalog, request, cancellationToken);
            _model = reply.Model;
            return outcome with
            {
                LatencyMs = clock.GetElapsedTime(started).TotalMilliseconds,
                ServerMs = reply.Timings?.TotalMs,
                IsPartial = reply.Coverage is { } coverage && coverage.ShardsAnswered < coverage.Shards,
                Results = [.. reply.Results.Where(result => result.Id != id).Take(settings.K)],
            };
        }
        catch (ProblemException problem) when (IsAboutThePicture(problem))
        {
            return outcome with { RefusedCode = problem.Code };
        }
    }

    static bool IsAboutThePicture(ProblemException problem) =>
        problem.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity;

    static string Line(QueryOutcome outcome) => JsonSerializer.Serialize(
        new DumpLine(outcome.Id, [.. outcome.Results.Select(result => result.Id)], [.. outcome.Results.Select(result => result.Score)]),
        EvaluationJson.Default.DumpLine);
}
