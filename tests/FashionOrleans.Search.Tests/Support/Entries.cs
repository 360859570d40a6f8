using System.Text;

namespace FashionOrleans.Search.Tests;

/// <summary>Entries in short notation.</summary>
static class Entries
{
    public static IndexEntry Of(string id, float[] vector, string attributes = "{}") => new(id, vector, AttributeSet.Parse(Encoding.UTF8.GetBytes(attributes)));

    public static IndexEntry[] Of(float[][] vectors) => [.. vectors.Select((vector, i) => Of(Id(i), vector))];

    public static string Id(int i) => $"item-{i}";

    public static SearchQuery Query(float[] vector, int k, string? filter = null, params string[] exclude) => new()
    {
        Vector = vector,
        K = k,
        Filter = filter is null ? null : Filter.Parse(Encoding.UTF8.GetBytes(filter)),
        Exclude = exclude,
    };
}
