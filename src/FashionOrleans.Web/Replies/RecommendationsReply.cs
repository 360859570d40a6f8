using FashionOrleans.Contracts;
using FashionOrleans.Web.Endpoints;

namespace FashionOrleans.Web.Replies;

/// <summary>An answer to a query.</summary>
sealed record RecommendationsReply(
    IReadOnlyList<RecommendationReply> Results, Coverage Coverage, TimingsReply Timings, string Model, TasteUse? Taste, IReadOnlyList<FacetReply>? Facets)
{
    const int ScoreDecimals = 6;
    const int MillisecondDecimals = 2;

    public static RecommendationsReply Of(string catalog, Recommendations answer) => new(
        [
            .. answer.Results.Select(result => new RecommendationReply(
                result.Id,
                Math.Round(result.Score, ScoreDecimals),
                new RawJson(result.Attributes),
                Addresses.Image(catalog, result.Id))),
        ],
        answer.Coverage,
        new TimingsReply(
            Math.Round(answer.Timings.EmbedMs, MillisecondDecimals),
            Math.Round(answer.Timings.SearchMs, MillisecondDecimals),
            Math.Round(answer.Timings.TotalMs, MillisecondDecimals)),
        answer.Model,
        answer.Taste,
        answer.Facets.IsEmpty ? null :
        [
            .. answer.Facets.Select(facet => new FacetReply(
                facet.Field,
                facet.Items,
                [.. facet.Values.Select(value => new FacetValueReply(value.Value, value.Count))],
                facet.OtherValues,
                facet.Minimum,
                facet.Maximum)),
        ]);
}
