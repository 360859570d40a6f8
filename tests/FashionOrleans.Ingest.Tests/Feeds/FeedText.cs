using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Ingest.Feeds;

namespace FashionOrleans.Ingest.Tests.Feeds;

/// <summary>Reads feeds as a job does: a first look, then the rows.</summary>
static class FeedText
{
    public static readonly FeedColumns Default = new(null, null, []);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<List<FeedRow>> ReadAsync(FeedFormat format, string text, FeedColumns? columns = null, params (string Field, string Type)[] declared) =>
        ReadAsync(format, Encoding.UTF8.GetBytes(text), columns, declared);

    public static async Task<List<FeedRow>> ReadAsync(FeedFormat format, byte[] bytes, FeedColumns? columns = null, params (string Field, string Type)[] declared)
    {
        var rows = new List<FeedRow>();
        await ReadIntoAsync(rows, format, bytes, columns, declared);
        return rows;
    }

    /// <summary>Reads until the end, or until the feed is found broken: the rows before that are there then.</summary>
    public static async Task ReadIntoAsync(List<FeedRow> rows, FeedFormat format, byte[] bytes, FeedColumns? columns = null, params (string Field, string Type)[] declared)
    {
        using var feed = new MemoryStream(bytes);
        var reader = new FeedReader(format, columns ?? Default);
        var survey = await reader.SurveyAsync(feed, Stop);
        feed.Position = 0;
        await foreach (var row in reader.ReadAsync(feed, survey, declared.ToDictionary(field => field.Field, field => field.Type), Stop))
        {
            rows.Add(row);
        }

        Assert.Equal(survey.Rows, rows.Count);
    }

    /// <summary>A row in short.</summary>
    public static string Show(this FeedRow row) => row.Trouble is null
        ? $"{row.Number} {row.Id} {row.Image} {Encoding.UTF8.GetString(row.Attributes.Span)}"
        : $"{row.Number} {row.Id} refused";
}
