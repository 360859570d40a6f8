using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Shoppers;

/// <summary>
/// Shoppers with a hidden taste: each likes one colour and one style of the real catalogue. Some items of the taste are told to the system as
/// likes, the others are held out; how many of those come back among the first k, with the taste and without?
/// </summary>
/// <remarks>
/// Without a picture: a taste is an articleType in a baseColour. What is told besides are as many dislikes, drawn from the same articleType in
/// other colours; without personalisation a shopper sees a random sample. With a picture: a taste is a usage (the style) in a baseColour. The
/// shopper likes items of any articleType but one, and searches that one with a picture in another colour; wanted are those of it
/// that have the taste. Every draw comes from the seed.
/// </remarks>
static class ShopperBench
{
    const int K = 12;
    const int FewestOfATaste = 40;
    static readonly int[] Told = [1, 3, 10, 32];
    static readonly double[] Weights = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7];

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--vectors", "--metadata", "--shoppers", "--seed");
        var items = new LabelledVectors(arguments.Required("--vectors"), arguments.Required("--metadata"));
        var (shoppers, seed) = (arguments.Number("--shoppers", 500), arguments.Whole("--seed", 1));
        using var pool = new ScanPool();
        using var index = new VectorIndex(new VectorIndexOptions { Dimension = items.Vectors.Values.First().Length }, pool);
        index.Apply([.. items.Vectors.Select(item => new IndexEntry(item.Key, item.Value, AttributeSet.Empty))], []);
        index.Optimize();
        Console.WriteLine($"{index.Count} items, {shoppers} shoppers a line, k = {K}, seed {seed}; mean precision@{K} of held-out items, ± 1.96 standard errors");
        await WithoutPictureAsync(index, items, shoppers, seed);
        await WithPictureAsync(index, items, shoppers, seed);
        return 0;
    }

    static async Task WithoutPictureAsync(VectorIndex index, LabelledVectors items, int shoppers, int seed)
    {
        var ids = items.Vectors.Keys.Order(StringComparer.Ordinal).ToArray();
        string? TypeOf(string id) => items.Label(id, "articleType");
        string? ColourOf(string id) => items.Label(id, "baseColour");
        var tastes = ids.Where(id => TypeOf(id) is not null && ColourOf(id) is not null)
            .GroupBy(id => (Type: TypeOf(id)!, Colour: ColourOf(id)!)).Where(taste => taste.Count() >= FewestOfATaste).OrderBy(taste => taste.Key).ToArray();
        var ofType = ids.ToLookup(TypeOf);
        Console.WriteLine($"\nWithout a picture: {tastes.Length} tastes of articleType and baseColour");
        Console.WriteLine("likes told   a random sample     likes alone         likes and dislikes");
        foreach (var told in Told)
        {
            var (random, liking, both) = (new ShopperTally(), new ShopperTally(), new ShopperTally());
            var draw = new Random(seed);
            for (var shopper = 0; shopper < shoppers; shopper++)
            {
                var taste = Drawn(tastes, 1, draw)[0];
                var likes = Drawn([.. taste], told, draw);
                var others = ofType[taste.Key.Type].Where(id => ColourOf(id) != taste.Key.Colour).ToArray();
                var dislikes = Drawn(others, Math.Min(told, others.Length), draw);
                var wanted = taste.Except(likes).ToHashSet(StringComparer.Ordinal);
                string[] known = [.. likes, .. dislikes];
                random.Add(Precision(Drawn(ids, K, draw), wanted));
                liking.Add(Precision(await FindAsync(index, TasteOf(items, likes, []).Direction, known), wanted));
                both.Add(Precision(await FindAsync(index, TasteOf(items, likes, dislikes).Direction, known), wanted));
            }

            Console.WriteLine($"{told,10}   {random}   {liking}   {both}");
        }
    }

    static async Task WithPictureAsync(VectorIndex index, LabelledVectors items, int shoppers, int seed)
    {
        var labelled = items.Vectors.Keys.Order(StringComparer.Ordinal)
            .Select(id => (Id: id, Type: items.Label(id, "articleType"), Colour: items.Label(id, "baseColour"), Style: items.Label(id, "usage")))
            .Where(item => item.Type is not null && item.Colour is not null && item.Style is not null).ToArray();
        var tastes = labelled.GroupBy(item => (item.Style, item.Colour)).OrderBy(taste => taste.Key)
            .Select(taste => (taste.Key, Types: taste.GroupBy(item => item.Type).Where(type => type.Count() >= K).OrderBy(type => type.Key, StringComparer.Ordinal).ToArray(), All: taste.ToArray()))
            .Where(taste => taste.Types.Length > 1).ToArray();
        var ofType = labelled.ToLookup(item => item.Type);
        Console.WriteLine($"\nWith a picture in another colour: {tastes.Length} tastes of usage and baseColour, likes of other articleTypes only");
        Console.WriteLine($"likes told   {string.Join("   ", Weights.Select(weight => $"weight {weight,-8:F1}"))}");
        foreach (var told in Told)
        {
            var tallies = Weights.Select(_ => new ShopperTally()).ToArray();
            var kind = Weights.Select(_ => new ShopperTally()).ToArray();
            var draw = new Random(seed);
            for (var shopper = 0; shopper < shoppers; shopper++)
            {
                var taste = Drawn(tastes, 1, draw)[0];
                var type = Drawn(taste.Types, 1, draw)[0];
                var likes = Drawn([.. taste.All.Where(item => item.Type != type.Key)], told, draw);
                var picture = Drawn([.. ofType[type.Key].Where(item => item.Colour != taste.Key.Colour)], 1, draw);
                if (picture.Length == 0)
                    continue;
                var wanted = type.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
                var ofKind = ofType[type.Key].Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
                var direction = TasteOf(items, [.. likes.Select(item => item.Id)], []);
                for (var i = 0; i < Weights.Length; i++)
                {
                    var found = await FindAsync(index, direction.Blend(items.Vectors[picture[0].Id], Weights[i]), [picture[0].Id]);
                    tallies[i].Add(Precision(found, wanted));
                    kind[i].Add(Precision(found, ofKind));
                }
            }

            Console.WriteLine($"{told,10}   {string.Join("   ", tallies.AsEnumerable())}   of the kind, in the colour and style");
            Console.WriteLine($"{"",10}   {string.Join("   ", kind.AsEnumerable())}   of the kind that the picture shows");
        }
    }

    static Taste TasteOf(LabelledVectors items, string[] likes, string[] dislikes) =>
        Taste.Of([.. likes.Select(id => items.Vectors[id])], [.. dislikes.Select(id => items.Vectors[id])], [])!;

    static async Task<string[]> FindAsync(VectorIndex index, float[] vector, string[] known) =>
        [.. (await index.SearchAsync(new SearchQuery { Vector = vector, K = K, Exclude = known })).Hits.Select(hit => hit.Id)];

    static double Precision(string[] found, HashSet<string> wanted) => found.Count(wanted.Contains) / (double)K;

    /// <summary>Some of the things, in an order of their own.</summary>
    static T[] Drawn<T>(T[] from, int count, Random draw)
    {
        var drawn = new HashSet<int>();
        while (drawn.Count < Math.Min(count, from.Length))
            drawn.Add(draw.Next(from.Length));
        return [.. drawn.Select(i => from[i])];
    }
}
