using System.Text.Json.Nodes;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>An answer to a picture.</summary>
/// <param name="Same">The products that look the same as the picture, with their values.</param>
/// <param name="Model">The model that the answer names.</param>
/// <param name="IsFull">Whether every shard answered.</param>
/// <param name="IsCurrent">Whether no shard was behind.</param>
/// <param name="Problem">Why there is no answer; null where there is one.</param>
sealed record PictureAnswer(IReadOnlyDictionary<string, int> Same, string Model, bool IsFull, bool IsCurrent, string? Problem = null)
{
    /// <param name="json">The reply.</param>
    /// <param name="same">The cosine from which on two pictures are the same one in one model.</param>
    public static PictureAnswer Read(JsonNode json, double same)
    {
        var coverage = json["coverage"]!;
        return new PictureAnswer(
            json["results"]!.AsArray().Where(result => (double)result!["score"]! >= same)
                .ToDictionary(result => (string)result!["id"]!, result => (int)result!["attributes"]!["value"]!, StringComparer.Ordinal),
            (string)json["model"]!,
            (int)coverage["shards"]! == (int)coverage["shardsAnswered"]!,
            (int?)coverage["shardsBehind"] is null or 0);
    }

    /// <summary>The value of a product; null when it was not found.</summary>
    public int? ValueOf(string id) => Same.TryGetValue(id, out var value) ? value : null;
}
