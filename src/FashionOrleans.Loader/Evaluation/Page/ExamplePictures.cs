using System.Globalization;
using System.Net;
using System.Text;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Evaluation.Page;

/// <summary>Writes rows of pictures: a query and what came back, right and wrong marked.</summary>
/// <param name="client">Where the results' pictures are.</param>
/// <param name="settings">The label sets and k.</param>
/// <param name="page">What is written to.</param>
sealed class ExamplePictures(FashionOrleansClient client, EvaluationSettings settings, StringBuilder page)
{
    public async Task AppendAsync(string title, IReadOnlyList<ExampleRow> rows, CancellationToken cancellationToken)
    {
        page.Append($"<h2>{Html.Text(title)}</h2>\n");
        foreach (var row in rows)
        {
            var query = row.Query;
            page.Append($"<div class=\"row\"><figure class=\"query\">{Picture(query.Picture.Span, $"query {query.Id}")}<figcaption><b>{Html.Text(query.Id)}</b><br>");
            page.Append(string.Join("<br>", settings.Attributes.Select(name => Html.Text(query.Labels.GetValueOrDefault(name, "–")))));
            page.Append($"<br><small>{row.Hits} of {settings.K} right, nDCG {Html.Share(row.Ndcg)}</small></figcaption></figure>\n");
            foreach (var result in query.Results.Take(settings.K)) await AppendAsync(query, result, cancellationToken);
            page.Append("</div>\n");
        }
    }

    async Task AppendAsync(QueryOutcome query, Recommendation result, CancellationToken cancellationToken)
    {
        var isRight = settings.LabelSets[0].IsRight(query, result);
        var picture = await FetchAsync(result.Id, cancellationToken);
        page.Append($"<figure class=\"{(isRight ? "right" : "wrong")}\">{Picture(picture, $"result {result.Id}")}<figcaption>");
        page.Append($"<span class=\"mark\">{(isRight ? "✓ right" : "✗ wrong")}</span> <small>{result.Score.ToString("F3", CultureInfo.InvariantCulture)}</small>");
        foreach (var name in settings.Attributes)
        {
            var label = result.Attributes.GetValueOrDefault(name).ToString();
            page.Append($"<br><span{(query.Shares(result, name) ? "" : " class=\"other\"")}>{Html.Text(label.Length == 0 ? "–" : label)}</span>");
        }

        page.Append($"<br><small>{Html.Text(result.Id)}</small></figcaption></figure>\n");
    }

    static string Picture(ReadOnlySpan<byte> picture, string alternative) => PictureUri.Of(picture) is { } uri
        ? $"<img src=\"{uri}\" alt=\"{Html.Text(alternative)}\">"
        : "<span class=\"none\">no picture</span>";

    async Task<byte[]> FetchAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetItemPictureAsync(settings.Catalog, id, cancellationToken);
        }
        catch (ProblemException problem) when (problem.Status == HttpStatusCode.NotFound)
        {
            return [];
        }
    }
}
