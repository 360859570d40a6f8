using System.CommandLine;
using System.Text.Json;
using FashionOrleans.Loader.Evaluation;
using FashionOrleans.Loader.Evaluation.Page;
using FashionOrleans.Loader.Reporting;
using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Commands;

/// <summary><c>evaluate</c>: measures how good a catalogue's answers are.</summary>
sealed class EvaluateCommand : CatalogCommand, ICommandWithExamples
{
    static readonly string[] DefaultLabels = ["articleType", "articleType+gender", "articleType+baseColour"];

    readonly Option<string> _images = SharedOptions.Images();
    readonly Option<string?> _metadata = SharedOptions.Metadata();
    readonly Option<string> _idColumn = SharedOptions.IdColumn();
    readonly Option<int> _k = SharedOptions.Number("--k", "Results that count.", 1, 999, 5);
    readonly Option<string[]> _labels = new("--label")
    {
        Description = "Labels that must agree, joined by +. May be repeated. [default: articleType, articleType+gender, articleType+baseColour; without --metadata: category]",
        HelpName = "NAMES",
    };

    readonly Option<HashRange> _range = SharedOptions.Range();
    readonly Option<int?> _limit = SharedOptions.Limit("Only the first N pictures.");
    readonly Option<double> _agreement = SharedOptions.Share("--agreement", "Ask for results that agree in their attributes, with this weight. Then --k is at most 99.");
    readonly Option<int> _inFlight = SharedOptions.InFlight();
    readonly Option<string?> _dump = new("--dump") { Description = "Write each query's result ids and scores as a line of JSON.", HelpName = "FILE" };
    readonly Option<string?> _report = new("--report") { Description = "Write a page to look at: plots, and rows of pictures. A file that ends in .html, or a folder.", HelpName = "FILE.html" };
    readonly Option<int> _seed = SharedOptions.Number("--seed", "Another seed shows other random rows on the page.", 0, int.MaxValue, 1);
    readonly Option<bool> _keepDuplicates = new("--keep-duplicates") { Description = "Let results count whose picture has the same bytes as the query's." };
    readonly Option<bool> _json = SharedOptions.Json("Print the whole report as JSON.");
    readonly Option<bool> _noProgress = SharedOptions.NoProgress();

    public EvaluateCommand(LoaderEnvironment environment)
        : base(environment, "evaluate", "Ask a catalogue with every picture of a data set and measure how well the first k results agree with its labels. A picture's own item and exact duplicates of it are left out.")
    {
        Add(_images, _metadata, _idColumn, _k, _labels, _range, _limit, _agreement, _inFlight, _dump, _report, _seed, _keepDuplicates, _json, _noProgress);
    }

    public string Examples =>
        """
        Examples:
          Each picture of the validation part against a catalogue of the training part:
            ingest   --server http://127.0.0.1:5080 --catalog train --images images.zip --metadata styles.csv --hash-range 10-99
            evaluate --server http://127.0.0.1:5080 --catalog train --images images.zip --metadata styles.csv --hash-range 5-9

          Each picture against all the others, for a program to read:
            evaluate --server http://127.0.0.1:5080 --catalog fashion --images images.zip --metadata styles.csv --json

          A page with plots and pictures, to look at in a browser:
            evaluate --server http://127.0.0.1:5080 --catalog fashion --images images.zip --metadata styles.csv --report evaluation.html

        precision@k is the number of right results divided by k times the number of queries counted. A query whose label is
        blank or NA is not counted for that label; a result without the label is wrong, and so is a missing result. recall@k
        divides by the right items that the catalogue holds, MAP@k is the mean average precision, nDCG@k takes a result for the
        better the more labels it shares with the query. Intervals are 95%, over the queries.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        var metadata = parsed.GetValue(_metadata);
        var labels = parsed.GetValue(_labels) is { Length: > 0 } named ? named : metadata is null ? [FolderLayout.Category] : DefaultLabels;
        var settings = new EvaluationSettings
        {
            Catalog = CatalogOf(parsed),
            Selection = new(parsed.GetValue(_range), parsed.GetValue(_limit)),
            LabelSets = [.. labels.Select(name => new LabelSet(name))],
            K = parsed.GetValue(_k),
            Agreement = parsed.GetValue(_agreement),
            InFlight = parsed.GetValue(_inFlight),
            KeepsDuplicates = parsed.GetValue(_keepDuplicates),
            DumpPath = parsed.GetValue(_dump),
            PagePath = parsed.GetValue(_report),
            Seed = parsed.GetValue(_seed),
        };

        var progress = ProgressDisplay.For(Environment, parsed.GetValue(_noProgress), interrupt);
        using var input = await CatalogInput.OpenAsync(parsed.GetRequiredValue(_images), metadata, parsed.GetRequiredValue(_idColumn), interrupt);
        using var client = Connect(parsed, new() { OnRetry = notice => progress.Say(RetrySentence.Of(notice)) });
        var report = await new EvaluationJob(client, input, settings, progress, Environment.Clock).RunAsync(interrupt);

        if (parsed.GetValue(_json)) Environment.Out.WriteLine(JsonSerializer.Serialize(report, EvaluationJson.Default.EvaluationReport));
        else EvaluationTables.Write(Environment.Out, report);
        if (settings.PagePath is { } page && !parsed.GetValue(_json)) Environment.Out.WriteLine($"The page is {EvaluationPage.FileOf(page)}.");
        return report.Interrupted ? ExitCode.Interrupted
            : report.Refused.Count > 0 ? ExitCode.SomeRefused
            : ExitCode.Done;
    }
}
