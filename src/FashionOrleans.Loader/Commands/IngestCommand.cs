using System.CommandLine;
using FashionOrleans.Client;
using FashionOrleans.Loader.Ingestion;
using FashionOrleans.Loader.Reporting;
using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Commands;

/// <summary><c>ingest</c>: loads a data set into a catalogue.</summary>
sealed class IngestCommand : CatalogCommand, ICommandWithExamples
{
    const int AttemptsOfFirstContact = 3;

    // About twenty seconds: a server that is restarted is waited for.
    const int AttemptsWhileLoading = 8;

    readonly Option<string> _images = SharedOptions.Images();
    readonly Option<string?> _metadata = SharedOptions.Metadata();
    readonly Option<string> _idColumn = SharedOptions.IdColumn();
    readonly Option<string?> _model = new("--model") { Description = "Model pack of a new catalogue; the server's default when left out.", HelpName = "NAME" };
    readonly Option<int?> _shards = SharedOptions.Number("--shards", "Shards of a new catalogue.", 1, 100_000);
    readonly Option<int?> _replicas = SharedOptions.Number("--replicas", "Copies of each shard of a new catalogue.", 1, 100);
    readonly Option<string?> _index = new("--index") { Description = "Index of a new catalogue: exact (the server's default), or hnsw for a graph.", HelpName = "KIND" };
    readonly Option<string?> _vectorFormat = new("--vector-format") { Description = "How precisely a new catalogue holds full vectors: float32 (the server's default) or float16.", HelpName = "FORMAT" };
    readonly Option<string?> _vectorStorage = new("--vector-storage") { Description = "Where a new catalogue holds full vectors: memory (the server's default), or mapped for a file beside each silo.", HelpName = "PLACE" };
    readonly Option<int> _inFlight = SharedOptions.InFlight();
    readonly Option<int> _batchSize = SharedOptions.Number("--batch-size", "Most items in a request.", 1, FashionOrleansClient.MaxBatchItems, 128);
    readonly Option<int> _batchBytes = SharedOptions.Number("--batch-bytes", "A request is sent when its items reach so many bytes.", 1, 16_000_000, 1_000_000);
    readonly Option<int> _maxPictureBytes = SharedOptions.Number("--max-picture-bytes", "A larger picture is refused without sending it.", 1, 31_000_000, 20_000_000);
    readonly Option<int?> _limit = SharedOptions.Limit("Only the first N pictures.");
    readonly Option<HashRange> _range = SharedOptions.Range();
    readonly Option<string?> _refused = new("--refused") { Description = "Where to list what was refused and why; <catalog>-refused.csv when left out.", HelpName = "FILE.csv" };
    readonly Option<int> _patience = SharedOptions.Number("--patience", "Seconds to wait for a server that is overloaded or starting.", 1, 86_400, 600);
    readonly Option<bool> _noProgress = SharedOptions.NoProgress();
    readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print nothing but complaints." };

    public IngestCommand(LoaderEnvironment environment)
        : base(environment, "ingest", "Load a folder or a zip of pictures into a catalogue; create the catalogue when it is absent. Run it again to go on after an interruption: what is stored already is skipped.")
    {
        _index.CompletionSources.Add("exact", "hnsw");
        _vectorFormat.CompletionSources.Add("float32", "float16");
        _vectorStorage.CompletionSources.Add("memory", "mapped");
        Add(_images, _metadata, _idColumn, _model, _shards, _replicas, _index, _vectorFormat, _vectorStorage, _inFlight, _batchSize, _batchBytes, _maxPictureBytes, _limit, _range, _refused, _patience, _noProgress, _quiet);
    }

    public string Examples =>
        """
        Examples:
          The Fashion Product Images set (images/<id>.jpg and styles.csv):
            ingest --server http://127.0.0.1:5080 --catalog fashion --images fashion/images --metadata fashion/styles.csv

          Any folder of pictures; the sub-folder is the category:
            ingest --server http://127.0.0.1:5080 --catalog photos --images photos.zip

          The training part of a data set, into 16 shards:
            ingest --server http://127.0.0.1:5080 --catalog train --images images.zip --metadata styles.csv --hash-range 10-99 --shards 16

        A picture without a row is stored without attributes; blank labels and NA are left out; columns of numbers become
        numbers. Rows without a picture, duplicates and damaged pictures do not stop a load: they are counted, and what was
        refused is listed with the reason. Exit codes: see --help of the program.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        var catalog = CatalogOf(parsed);
        var quiet = parsed.GetValue(_quiet);
        var settings = new IngestSettings
        {
            Catalog = catalog,
            Creation = new(
                parsed.GetValue(_model), parsed.GetValue(_shards), parsed.GetValue(_replicas), parsed.GetValue(_index),
                parsed.GetValue(_vectorFormat), parsed.GetValue(_vectorStorage)),
            Selection = new(parsed.GetValue(_range), parsed.GetValue(_limit)),
            InFlight = parsed.GetValue(_inFlight),
            BatchItems = parsed.GetValue(_batchSize),
            BatchBytes = parsed.GetValue(_batchBytes),
            MaxPictureBytes = parsed.GetValue(_maxPictureBytes),
            RefusedPath = parsed.GetValue(_refused) ?? $"{catalog}-refused.csv",
        };

        var progress = ProgressDisplay.For(Environment, quiet || parsed.GetValue(_noProgress), interrupt);
        using var input = await CatalogInput.OpenAsync(parsed.GetRequiredValue(_images), parsed.GetValue(_metadata), parsed.GetRequiredValue(_idColumn), interrupt);
        var patience = new FashionOrleansClientOptions
        {
            AttemptTimeout = TimeSpan.FromMinutes(5),
            Deadline = TimeSpan.FromSeconds(parsed.GetValue(_patience)),
            MaxAttempts = AttemptsWhileLoading,
            Clock = Environment.Clock,
            OnRetry = notice => progress.Say(RetrySentence.Of(notice)),
        };
        using var client = Connect(parsed, patience);
        // A wrong address should not be insisted on.
        using var firstContact = client.WithOptions(patience with { MaxAttempts = AttemptsOfFirstContact });
        var job = new IngestJob(firstContact, client, input, settings, progress, Environment.Clock);
        var report = await job.RunAsync(interrupt);
        if (!quiet) report.WriteTo(Environment.Out);
        return report.ExitCode(Environment.Error);
    }
}
