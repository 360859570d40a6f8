using CsCheck;

namespace FashionOrleans.Search.Tests.Text;

/// <summary>Words beside examples, against a reference that looks at every item.</summary>
public sealed class HybridSearchTests
{
    const int Dimension = 6;

    static readonly string[] Vocabulary = ["red", "blue", "dress", "shirt", "floral", "women"];

    static readonly Gen<(float[] Vector, int[] Words)[]> Items = Gen.Select(
        Gen.Int[0, 50].Select(seed => TestVectors.Isotropic(1, Dimension, seed)[0]), Gen.Int[0, Vocabulary.Length - 1].Array[0, 6]).Array[1, 60];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Words_and_examples_together_give_the_reference_answer_over_any_number_of_indexes() => Gen.Select(
        Items, Gen.Int[0, 5].Array[1, 3], Gen.Int[0, 2], Gen.Bool, Gen.Int[1, 8], Gen.Double[0, 2], Gen.Int[1, 3])
        .SampleAsync(async (items, asked, likes, narrows, k, weight, parts) =>
        {
            var words = asked.Distinct().Select(word => Vocabulary[word]).ToArray();
            var examples = Enumerable.Range(100, likes).Select(seed => new ReadOnlyMemory<float>(TestVectors.Isotropic(1, Dimension, seed)[0])).ToArray();
            using var pool = new ScanPool();
            var indexes = Enumerable.Range(0, parts).Select(_ => new VectorIndex(new() { Dimension = Dimension, LearnAutomatically = false }, pool)).ToArray();
            for (var i = 0; i < items.Length; i++)
            {
                // Written twice, with other words first: what was replaced must not count.
                indexes[i % parts].Apply([Entries.Of($"i{i}", items[i].Vector, """{"name":"red red women"}""")], []);
                indexes[i % parts].Apply([Entry(i, items[i])], []);
            }

            indexes[0].Apply([Entries.Of("gone", new float[Dimension], """{"name":"red dress"}""")], []);
            indexes[0].Apply([], ["gone"]);
            var counts = new List<TextCounts>();
            foreach (var index in indexes)
                counts.Add(await index.CountWordsAsync(words, Stop));
            var query = new HybridQuery
            {
                Likes = examples,
                Text = new TextQuery(words, counts.Aggregate((x, y) => x.Plus(y))),
                Weight = weight,
                Narrows = narrows,
                K = k,
                Filter = Filter.Parse("""{"$not":{"n":3}}"""u8),
                Exclude = ["i5"],
            };
            var hits = new List<SearchHit>();
            foreach (var index in indexes)
                hits.AddRange((await HybridSearch.SearchAsync(index, query, Stop)).Hits);

            var actual = hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal).Take(k).ToArray();
            var expected = Reference(items, words, examples, narrows, weight).Take(k).ToArray();
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Score, pair.Second.Score, tolerance: 1e-9));
            Assert.All(actual, hit => Assert.Contains(expected, other => Math.Abs(other.Score - hit.Score) < 1e-9));
            foreach (var index in indexes)
                index.Dispose();
        }, iter: 300);

    [Fact]
    public async Task A_compaction_keeps_the_words_and_a_batch_that_fails_leaves_none()
    {
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = 2, LearnAutomatically = false }, pool);
        index.Apply([.. Enumerable.Range(0, 600).Select(i => Entries.Of($"i{i}", [1, 0], $$"""{"name":"item {{(i % 2 == 0 ? "even" : "odd")}}"}"""))], []);
        index.Apply([], [.. Enumerable.Range(0, 400).Select(i => $"i{i}")]);

        index.Optimize(Stop);
        Assert.Equal([200, 100, 0], (await index.CountWordsAsync(["item", "odd", "none"], Stop)).Holders);

        Assert.ThrowsAny<ArgumentException>(() => index.Apply([Entries.Of("x", [1, 0], """{"name":"none"}"""), Entries.Of("y", [1], "{}")], []));
        Assert.Equal([200, 100, 0], (await index.CountWordsAsync(["item", "odd", "none"], Stop)).Holders);
    }

    [Fact]
    public async Task A_word_that_nobody_has_weighs_nothing_but_narrows_to_nothing()
    {
        using var pool = new ScanPool();
        using var index = new VectorIndex(new() { Dimension = 2, LearnAutomatically = false }, pool);
        index.Apply([Entries.Of("a", [1, 0], """{"name":"red dress"}"""), Entries.Of("b", [0, 1], """{"name":"blue shirt"}""")], []);

        async Task<SearchResult> AskAsync(bool narrows, params string[] words) => await HybridSearch.SearchAsync(
            index,
            new() { Text = new TextQuery(words, await index.CountWordsAsync(words, Stop)), Weight = 1, Narrows = narrows, K = 5 },
            Stop);

        var (with, without) = (await AskAsync(narrows: false, "dress", "blorp"), await AskAsync(narrows: false, "dress"));
        Assert.Equal(without.Hits, with.Hits);
        Assert.InRange(with.Hits[0].Score, 0.3, 1);
        Assert.Empty((await AskAsync(narrows: true, "dress", "blorp")).Hits);
        Assert.Empty((await AskAsync(narrows: false, "blorp")).Hits);
    }

    static IndexEntry Entry(int i, (float[] Vector, int[] Words) item) => Entries.Of(
        $"i{i}", item.Vector, $$"""{"n":{{i % 5}},"name":"{{string.Join(' ', item.Words.Skip(1).Select(word => Vocabulary[word]))}}","tags":[{{string.Join(',', item.Words.Take(1).Select(word => $"\"{Vocabulary[word]}\""))}}]}""");

    static IEnumerable<SearchHit> Reference(
        (float[] Vector, int[] Words)[] items, string[] words, ReadOnlyMemory<float>[] examples, bool narrows, double weight)
    {
        var mean = items.Sum(item => (double)item.Words.Length) / items.Length;
        var idfs = words.Select(word => items.Count(item => item.Words.Any(w => Vocabulary[w] == word)) is var h and > 0
            ? Math.Log(1 + (items.Length - h + 0.5) / (h + 0.5))
            : 0).ToArray();
        return items.Select((item, i) =>
        {
            var relevance = words.Select((word, w) =>
            {
                var times = item.Words.Count(x => Vocabulary[x] == word);
                return times == 0 ? 0 : idfs[w] * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * item.Words.Length / mean)) / (2.2 * idfs.Sum());
            }).Sum();
            var held = words.Count(word => item.Words.Any(x => Vocabulary[x] == word));
            var similarity = examples.Length == 0 ? 0 : examples.Max(example => InnerProduct.Compute(example.Span, item.Vector));
            var isIn = i % 5 != 3 && i != 5 && (narrows ? held == words.Length : examples.Length > 0 || held > 0);
            return (IsIn: isIn, Hit: new SearchHit($"i{i}", examples.Length == 0 ? relevance : similarity + weight * relevance));
        })
            .Where(item => item.IsIn).Select(item => item.Hit).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal);
    }
}
