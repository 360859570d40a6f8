using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Feeds;

/// <summary>Reads feeds of all formats. A row that is broken comes with what is wrong with it; only what makes the rest unreadable ends the reading.</summary>
/// <param name="format">How the feed is written.</param>
/// <param name="columns">Which columns mean what.</param>
public sealed class FeedReader(FeedFormat format, FeedColumns columns)
{
    /// <summary>Looks at the whole feed once. A feed that is broken in the middle counts up to there.</summary>
    /// <param name="feed">The feed, from its beginning.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="FeedException">Not even its beginning can be read.</exception>
    public async Task<FeedSurvey> SurveyAsync(Stream feed, CancellationToken stop) => format switch
    {
        FeedFormat.Csv => await CsvFeed.SurveyAsync(feed, columns, stop),
        FeedFormat.Parquet => new FeedSurvey(await ParquetFeed.CountAsync(feed, stop), EmptySet),
        _ => new FeedSurvey(await JsonLinesFeed.CountAsync(feed, stop), EmptySet),
    };

    /// <summary>Reads the rows.</summary>
    /// <param name="feed">The feed, from its beginning.</param>
    /// <param name="survey">What <see cref="SurveyAsync"/> has found.</param>
    /// <param name="declared">The declared types of the catalogue's fields, see <see cref="CatalogSchema.Types"/>.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="FeedException">It cannot be read from here on.</exception>
    public IAsyncEnumerable<FeedRow> ReadAsync(Stream feed, FeedSurvey survey, IReadOnlyDictionary<string, string> declared, CancellationToken stop) => format switch
    {
        FeedFormat.Csv => CsvFeed.ReadAsync(feed, columns, survey.NumericColumns, declared, stop),
        FeedFormat.Parquet => ParquetFeed.ReadAsync(feed, columns, stop),
        _ => JsonLinesFeed.ReadAsync(feed, columns, stop),
    };

    static HashSet<string> EmptySet { get; } = [];
}
