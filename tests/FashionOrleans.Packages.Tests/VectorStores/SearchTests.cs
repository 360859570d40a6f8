using FashionOrleans.Client;
using FashionOrleans.Packages.Tests.Support;
using FashionOrleans.VectorData;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace FashionOrleans.Packages.Tests.VectorStores;

public sealed class SearchTests(WebServer server) : IAsyncLifetime
{
    const int Count = 40;

    static readonly string[] Words = ["Red floral dress", "Blue denim jeans", "Green canvas bag"];

    readonly FashionOrleansVectorStore _store = new(server.Client);
    readonly string _name = WebServer.NewName();
    VectorStoreCollection<string, Product> _products = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _products = _store.GetCollection<string, Product>(_name);
        await _products.EnsureCollectionExistsAsync(Stop);
        await _products.UpsertAsync(
            Enumerable.Range(0, Count).Select(i => new Product { Id = $"i{i:00}", Name = Words[i % 3], Year = 2000 + i, Sale = i % 2 == 0, Vector = Vectors.Random(i) }), Stop);
    }

    public async ValueTask DisposeAsync() => await _products.EnsureCollectionDeletedAsync(CancellationToken.None);

    [Fact]
    public async Task The_best_come_first_with_their_cosines()
    {
        var query = Vectors.Random(1_000);

        var results = await _products.SearchAsync(query, 10, cancellationToken: Stop).ToListAsync(Stop);

        var expected = Ranked(query, _ => true).Take(10).ToList();
        Assert.Equal(expected.Select(hit => hit.Id), results.Select(result => result.Record.Id));
        Assert.All(expected.Zip(results), pair => Assert.Equal(pair.First.Score, pair.Second.Score!.Value, 5));
        Assert.All(results, result => Assert.True(result.Record.Vector.IsEmpty));
    }

    [Fact]
    public async Task A_vector_in_any_form_an_item_and_a_copy_of_it_are_looked_for()
    {
        var query = Vectors.Random(1_001);
        var best = Ranked(query, _ => true).First().Id;

        Assert.Equal(best, (await _products.SearchAsync((ReadOnlyMemory<float>)query, 1, cancellationToken: Stop).SingleAsync(Stop)).Record.Id);
        Assert.Equal(best, (await _products.SearchAsync(new Embedding<float>(query), 1, cancellationToken: Stop).SingleAsync(Stop)).Record.Id);
        // An item is left out of its own results.
        Assert.Equal(
            Ranked(Vectors.Random(5), _ => true).ElementAt(1).Id, (await _products.SearchAsync(Example.OfItem("i05"), 1, cancellationToken: Stop).SingleAsync(Stop)).Record.Id);
    }

    [Fact]
    public async Task A_filter_a_number_to_skip_and_a_least_score_hold()
    {
        var query = Vectors.Random(1_002);
        var admitted = Ranked(query, i => 2000 + i >= 2010 && i % 2 == 0).ToList();
        var least = admitted[7].Score + 0.00001;

        var results = await _products
            .SearchAsync(query, 10, new() { Filter = product => product.Year >= 2010 && product.Sale, Skip = 2, ScoreThreshold = least }, Stop).ToListAsync(Stop);

        Assert.Equal(admitted.Skip(2).Take(10).Where(hit => hit.Score >= least).Select(hit => hit.Id), results.Select(result => result.Record.Id));
    }

    [Fact]
    public async Task Vectors_come_with_the_results_when_they_are_asked_for()
    {
        var result = await _products.SearchAsync(Vectors.Random(3), 1, new() { IncludeVectors = true }, Stop).SingleAsync(Stop);

        Assert.Equal("i03", result.Record.Id);
        Assert.InRange(Vectors.Cosine(result.Record.Vector.Span, Vectors.Random(3)), 0.99999, 1.00001);
    }

    [Fact]
    public async Task Words_are_looked_for_without_a_generator_and_move_results_forward_beside_a_vector()
    {
        var hybrid = Assert.IsType<IKeywordHybridSearchable<Product>>(_products, exactMatch: false);

        var words = await _products.SearchAsync("floral dresses", 5, cancellationToken: Stop).ToListAsync(Stop);
        var both = await hybrid.HybridSearchAsync(Vectors.Random(2), ["denim"], 5, cancellationToken: Stop).ToListAsync(Stop);

        Assert.All(words, result => Assert.Equal(Words[0], result.Record.Name));
        Assert.Equal(5, words.Count);
        Assert.Equal(5, both.Count);
        Assert.All(both.Take(4), result => Assert.True(result.Record.Name == Words[1] || result.Record.Id == "i02"));
    }

    [Fact]
    public async Task What_the_server_cannot_look_for_is_said()
    {
        Assert.Contains("A Uri cannot be looked for here", (await Refusal(new Uri("http://fake/"))).Message);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _products.SearchAsync(Vectors.Random(1), 999, new() { Skip = 2 }, Stop).ToListAsync(Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _products.SearchAsync(Vectors.Random(1), 0, cancellationToken: Stop).ToListAsync(Stop));
        Assert.Contains(
            "(invalid_embedding)",
            (await Assert.ThrowsAsync<VectorStoreException>(async () => await _products.SearchAsync(new float[3], 1, cancellationToken: Stop).ToListAsync(Stop))).Message);

        Task<NotSupportedException> Refusal<T>(T value)
            where T : notnull => Assert.ThrowsAsync<NotSupportedException>(async () => await _products.SearchAsync(value, 1, cancellationToken: Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _products.SearchAsync(Vectors.Random(1), 1, cancellationToken: cancelled.Token).ToListAsync(cancelled.Token));
    }

    static IEnumerable<(string Id, double Score)> Ranked(float[] query, Func<int, bool> admits) => Enumerable.Range(0, Count)
        .Where(admits)
        .Select(i => ($"i{i:00}", Vectors.Cosine(query, Vectors.Random(i))))
        .OrderByDescending(hit => hit.Item2);
}
