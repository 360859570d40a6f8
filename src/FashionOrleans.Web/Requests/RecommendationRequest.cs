using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>The JSON form of a query.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record RecommendationRequest
{
    [Description("Examples of what is wanted; one or more.")]
    public IReadOnlyList<ExampleRequest>? Like { get; init; }

    [Description("Examples of what is not wanted.")]
    public IReadOnlyList<ExampleRequest>? Unlike { get; init; }

    [Description("How many results, 1 to 1000.")]
    public int? K { get; init; }

    [Description("Which items may be in the answer, for example { \"gender\": \"Women\", \"price\": { \"lt\": 50 } }.")]
    public JsonElement? Filter { get; init; }

    [Description("0 for the nearest items as they are, up to 1 for the most varied ones.")]
    public double? Diversity { get; init; }

    [Description("What it weighs that a result agrees with the others in its attributes, 0 (default) to 1; 0.5 finds more of the same kind. Not with diversity.")]
    public double? Agreement { get; init; }

    [Description("How several examples are looked for together: 'mean' (default), things that have something of all; 'best', things like any of them.")]
    public string? Strategy { get; init; }

    [Description("How many candidates a graph index keeps on its way, 1 to 10000: more find more and take longer.")]
    public int? Ef { get; init; }

    [Description("Whether a catalogue with a graph index is to be searched exactly.")]
    public bool? Exact { get; init; }

    [Description("A shopper whose taste is blended in; without examples it alone is looked for.")]
    public string? Shopper { get; init; }

    [Description("What the shopper's taste weighs beside the examples, 0 to 1. Default: 0.3.")]
    public double? ShopperWeight { get; init; }

    [Description("Words in names and other attributes, for example 'red floral dress'; with examples or without.")]
    public string? Text { get; init; }

    [Description("What the words do: 'weigh' (default), items with them come earlier; 'narrow', only items with all of them come.")]
    public string? TextMode { get; init; }

    [Description("What the words weigh beside the examples, 0 to 10. Default: 1.")]
    public double? TextWeight { get; init; }

    [Description("Fields whose values are counted over all items that filter and words admit, at most 32.")]
    public IReadOnlyList<string>? Facets { get; init; }
}
