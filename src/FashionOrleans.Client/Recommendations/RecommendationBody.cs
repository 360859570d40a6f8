using System.Text.Json.Nodes;

namespace FashionOrleans.Client;

/// <summary>The JSON form of a recommendation request.</summary>
sealed record RecommendationBody(
    IReadOnlyList<ExampleBody>? Like,
    IReadOnlyList<ExampleBody>? Unlike,
    int K,
    JsonObject? Filter,
    double? Diversity,
    double? Agreement,
    string? Strategy,
    int? Ef,
    bool? Exact,
    string? Shopper,
    double? ShopperWeight,
    string? Text,
    string? TextMode,
    double? TextWeight,
    IReadOnlyList<string>? Facets)
{
    public static RecommendationBody From(RecommendationRequest request) => new(
        request.Like.Count == 0 ? null : [.. request.Like.Select(ExampleBody.From)],
        request.Unlike.Count == 0 ? null : [.. request.Unlike.Select(ExampleBody.From)],
        request.K,
        request.Filter?.ToJsonObject(),
        request.Diversity == 0 ? null : request.Diversity,
        request.Agreement == 0 ? null : request.Agreement,
        request.Strategy == MatchStrategy.Mean ? null : "best",
        request.Ef,
        request.Exact ? true : null,
        request.Shopper,
        request.ShopperWeight,
        request.Text,
        request.TextMode == Client.TextMode.Weigh ? null : "narrow",
        request.TextWeight,
        request.Facets.Count == 0 ? null : request.Facets);
}
