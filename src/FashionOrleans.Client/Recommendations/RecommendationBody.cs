using System.Text.Json.Nodes;

namespace FashionOrleans.Client;

/// <summary>The JSON form of a recommendation request.</summary>
sealed record RecommendationBody(
    IReadOnlyList<ExampleBody> Like,
    IReadOnlyList<ExampleBody>? Unlike,
    int K,
    JsonObject? Filter,
    double? Diversity,
    string? Strategy,
    int? Ef,
    bool? Exact,
    string? Shopper)
{
    public static RecommendationBody From(RecommendationRequest request) => new(
        [.. request.Like.Select(ExampleBody.From)],
        request.Unlike.Count == 0 ? null : [.. request.Unlike.Select(ExampleBody.From)],
        request.K,
        request.Filter?.ToJsonObject(),
        request.Diversity == 0 ? null : request.Diversity,
        request.Strategy == MatchStrategy.Mean ? null : "best",
        request.Ef,
        request.Exact ? true : null,
        request.Shopper);
}
