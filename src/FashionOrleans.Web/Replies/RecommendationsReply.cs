using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Replies;

/// <summary>An answer to a query.</summary>
sealed record RecommendationsReply(
    IReadOnlyList<RecommendationReply> Results, Coverage Coverage, TimingsReply Timings, string Model);
