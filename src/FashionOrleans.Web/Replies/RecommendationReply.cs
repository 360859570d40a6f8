namespace FashionOrleans.Web.Replies;

/// <summary>A product found; the score is the cosine in [-1, 1].</summary>
sealed record RecommendationReply(string Id, double Score, RawJson Attributes, string ImageUrl);
