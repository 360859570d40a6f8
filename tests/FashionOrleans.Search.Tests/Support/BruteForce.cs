namespace FashionOrleans.Search.Tests;

/// <summary>The definition of the answer: the score of every item, sorted by falling score, then by ordinal id.</summary>
static class BruteForce
{
    public static SearchHit[] Search(IEnumerable<(string Id, float[] Vector)> items, float[] query, int k) =>
        [.. items.Select(item => new SearchHit(item.Id, InnerProduct.Compute(query, item.Vector)))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal).Take(k)];
}
