using System.Diagnostics;
using System.Text.Json;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Shoppers;

/// <summary>
/// Words beside a picture: a product's picture, and the name of another colour in which its kind exists. How many of the first k are of the kind
/// and in that colour, for several weights of the words, with words that narrow, and by words alone?
/// </summary>
static class WordsBench
{
    const int K = 12;
    static readonly double[] Weights = [0, 0.1, 0.2, 0.3, 0.5, 1, 2];

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--vectors", "--metadata", "--queries", "--seed");
        var items = new LabelledVectors(arguments.Required("--vectors"), arguments.Required("--metadata"));
        var (queries, seed) = (arguments.Number("--queries", 500), arguments.Whole("--seed", 1));
        using var pool = new ScanPool();
        using var index = new VectorIndex(new VectorIndexOptions { Dimension = items.Vectors.Values.First().Length }, pool);
        index.Apply([.. items.Vectors.Select(item => new IndexEntry(item.Key, item.Value, AttributesOf(items, item.Key)))], []);
        index.Optimize();
        var known = items.Vectors.Keys.Order(StringComparer.Ordinal)
            .Select(id => (Id: id, Type: items.Label(id, "articleType"), Colour: items.Label(id, "baseColour")))
            .Where(item => item.Type is not null && item.Colour is not null).ToArray();
        var byKind = known.GroupBy(item => item.Type).ToDictionary(
            kind => kind.Key!, kind => kind.GroupBy(item => item.Colour!).Where(colour => colour.Count() >= K).OrderBy(colour => colour.Key, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        var tallies = Enumerable.Range(0, Weights.Length + 2).Select(_ => new ShopperTally()).ToArray();
        var times = tallies.Select(_ => new List<double>()).ToArray();
        var draw = new Random(seed);
        for (var asked = 0; asked < queries;)
        {
            var picture = known[draw.Next(known.Length)];
            var colours = Array.FindAll(byKind[picture.Type!], colour => colour.Key != picture.Colour);
            if (colours.Length == 0)
                continue;
            asked++;
            var colour = colours[draw.Next(colours.Length)];
            var words = WordReader.OfQuery($"{colour.Key} {picture.Type}");
            var text = new TextQuery(words, await index.CountWordsAsync(words));
            var wanted = colour.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
            for (var way = 0; way < tallies.Length; way++)
            {
                var begun = Stopwatch.GetTimestamp();
                var found = await HybridSearch.SearchAsync(index, new HybridQuery
                {
                    Likes = way <= Weights.Length ? [items.Vectors[picture.Id]] : [],
                    Text = text,
                    Weight = way < Weights.Length ? Weights[way] : 0,
                    Narrows = way == Weights.Length,
                    K = K,
                    Exclude = [picture.Id],
                });
                times[way].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                tallies[way].Add(found.Hits.Count(hit => wanted.Contains(hit.Id)) / (double)K);
            }
        }

        Console.WriteLine($"{index.Count} items, {queries} pictures with the name of another colour and of the kind, k = {K}, seed {seed}; mean precision@{K} of that kind in that colour, ± 1.96 standard errors");
        for (var way = 0; way < tallies.Length; way++)
            Console.WriteLine($"{(way < Weights.Length ? $"weight {Weights[way]:F1}" : way == Weights.Length ? "narrowed" : "words alone"),-12} {tallies[way]}   median {times[way].Order().ElementAt(queries / 2):F2} ms");
        return 0;
    }

    static AttributeSet AttributesOf(LabelledVectors items, string id)
    {
        string[] fields = ["gender", "masterCategory", "subCategory", "articleType", "baseColour", "season", "usage", "productDisplayName"];
        return AttributeSet.Parse(JsonSerializer.SerializeToUtf8Bytes(fields.ToDictionary(field => field, field => items.Label(id, field))));
    }
}
