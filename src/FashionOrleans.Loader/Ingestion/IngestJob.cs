using FashionOrleans.Client;
using FashionOrleans.Loader.Reporting;
using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>One run of <c>ingest</c>, from looking at the files to the report.</summary>
/// <param name="firstContact">Asks for the catalogue; a server that does not answer it ends the run soon.</param>
/// <param name="client">Loads, with more patience.</param>
/// <param name="input">What to load.</param>
/// <param name="settings">How to load it.</param>
/// <param name="progress">Shows how far it is.</param>
/// <param name="clock">Time.</param>
sealed class IngestJob(
    FashionOrleansClient firstContact, FashionOrleansClient client, CatalogInput input, IngestSettings settings, IProgressDisplay progress, TimeProvider clock)
{
    /// <summary>Loads. An interruption or a failing server ends the run early; the report says so.</summary>
    /// <exception cref="InputException">Nothing was loaded: there are no pictures, or the catalogue has other settings.</exception>
    public async Task<IngestReport> RunAsync(CancellationToken interrupt)
    {
        var started = clock.GetTimestamp();
        var survey = SourceSurvey.Of(input.Source, input.Layout, input.Metadata, settings.Selection);
        if (survey.Selected == 0)
            throw new InputException("There are no pictures to load. Check --images (.jpg, .png, .webp, …), --hash-range and --limit.");
        var compare = await CatalogPreparation.EnsureAsync(firstContact, settings.Catalog, settings.Creation, interrupt);

        var tally = new IngestTally();
        using var refused = new RefusedItems(settings.RefusedPath);
        var reader = new ItemReader(input.Source, input.Layout, settings, tally, refused);
        var uploader = new Uploader(client, settings.Catalog, tally, refused, clock);
        var pipeline = new IngestPipeline(client, settings, tally, clock);
        var ending = await progress.ShowAsync(
            settings.Catalog, survey.Selected, () => tally.Done, () => EndingAsync(pipeline.RunAsync(reader, uploader, compare, interrupt), interrupt));
        return new()
        {
            Catalog = settings.Catalog,
            Server = client.Server,
            Survey = survey,
            Metadata = input.Metadata?.Traits,
            Tally = tally,
            RefusedPath = settings.RefusedPath,
            Elapsed = clock.GetElapsedTime(started),
            Ending = ending,
        };
    }

    static async Task<Exception?> EndingAsync(Task pipeline, CancellationToken interrupt)
    {
        try
        {
            await pipeline;
            return null;
        }
        catch (Exception ending) when (ending is OperationCanceledException && interrupt.IsCancellationRequested || ending is ProblemException or ServerUnreachableException)
        {
            return ending;
        }
    }
}
