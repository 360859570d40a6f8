namespace FashionOrleans.Web.Replies;

/// <summary>A model that a silo has loaded, and the pictures that are accepted and not yet answered.</summary>
sealed record EmbedderReply(
    string Model, int Version, string Provider, IReadOnlyList<int> Devices, bool Fallback, string Explanation, LaneReply Interactive, LaneReply Bulk);
