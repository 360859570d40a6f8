using FashionOrleans.Client;
using FashionOrleans.Packages.Tests.Support;
using FashionOrleans.VectorData;
using Microsoft.Extensions.VectorData;

namespace FashionOrleans.Packages.Tests.VectorStores;

public sealed class CollectionTests(WebServer server) : IDisposable
{
    readonly FashionOrleansVectorStore _store = new(server.Client, new() { CatalogSettings = new(Shards: 2) });
    readonly string _name = WebServer.NewName();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    VectorStoreCollection<string, Product> Products => _store.GetCollection<string, Product>(_name);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_collection_is_created_found_listed_and_deleted()
    {
        Assert.False(await Products.CollectionExistsAsync(Stop));
        await Products.EnsureCollectionExistsAsync(Stop);
        await Products.EnsureCollectionExistsAsync(Stop);

        Assert.True(await Products.CollectionExistsAsync(Stop));
        Assert.True(await _store.CollectionExistsAsync(_name, Stop));
        Assert.Contains(_name, await _store.ListCollectionNamesAsync(Stop).ToListAsync(Stop));
        Assert.Equal(2, (await server.Client.FindCatalogAsync(_name, Stop))!.Shards);

        await _store.EnsureCollectionDeletedAsync(_name, Stop);
        await Products.EnsureCollectionDeletedAsync(Stop);
        Assert.False(await Products.CollectionExistsAsync(Stop));
    }

    [Fact]
    public async Task A_catalogue_that_is_there_is_taken_with_the_settings_it_has()
    {
        await server.Client.EnsureCatalogAsync(_name, new(Shards: 5), Stop);

        await Products.EnsureCollectionExistsAsync(Stop);

        Assert.Equal(5, (await server.Client.FindCatalogAsync(_name, Stop))!.Shards);
    }

    [Fact]
    public async Task Another_number_of_dimensions_than_the_catalogue_s_is_said_at_once()
    {
        var definition = new VectorStoreCollectionDefinition
        {
            Properties = [new VectorStoreKeyProperty("Id", typeof(string)), new VectorStoreVectorProperty("Vector", typeof(ReadOnlyMemory<float>), 512)],
        };
        var failure = await Assert.ThrowsAsync<VectorStoreException>(() => _store.GetDynamicCollection(_name, definition).EnsureCollectionExistsAsync(Stop));

        Assert.Contains("holds embeddings of 2048 numbers", failure.Message);
        Assert.Equal((_name, "EnsureCollectionExistsAsync"), (failure.CollectionName, failure.OperationName));
    }

    [Fact]
    public async Task A_graph_that_a_record_asks_for_is_the_catalogue_s_index()
    {
        var definition = new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty("Id", typeof(string)),
                new VectorStoreVectorProperty("Vector", typeof(ReadOnlyMemory<float>), 2048) { IndexKind = IndexKind.Hnsw, DistanceFunction = DistanceFunction.CosineSimilarity },
            ],
        };
        await _store.GetDynamicCollection(_name, definition).EnsureCollectionExistsAsync(Stop);

        Assert.Equal("hnsw", (await server.Client.FindCatalogAsync(_name, Stop))!.Index);
    }

    [Fact]
    public async Task A_record_comes_back_as_it_was_stored()
    {
        await Products.EnsureCollectionExistsAsync(Stop);
        var full = new Product
        {
            Id = "full", Name = "Wrap dress", Colour = "Red", Price = 39.95, Weight = 0.1f, Year = 2012, Sold = 9_007_199_254_740_992, Sale = true, Vegan = false,
            Tags = ["new", "summer"], Sizes = ["S", "M"], Vector = Vectors.Random(1),
        };
        var bare = new Product { Id = "bare", Vector = Vectors.Random(2) };

        await Products.UpsertAsync([full, bare], Stop);

        Assert.Equal(full.Facts, (await Products.GetAsync("full", cancellationToken: Stop))!.Facts);
        Assert.Equal(bare.Facts, (await Products.GetAsync("bare", cancellationToken: Stop))!.Facts);
        Assert.True((await Products.GetAsync("full", cancellationToken: Stop))!.Vector.IsEmpty);
        var vector = (await Products.GetAsync("full", new() { IncludeVectors = true }, Stop))!.Vector;
        Assert.InRange(Vectors.Cosine(vector.Span, full.Vector.Span), 0.99999, 1.00001);
        Assert.Equal("Red", (await server.Client.FindItemAsync(_name, "full", cancellationToken: Stop))!.Attributes["baseColour"].Text);
    }

    [Fact]
    public async Task An_upsert_replaces_the_whole_record_and_a_delete_removes_it()
    {
        await Products.EnsureCollectionExistsAsync(Stop);
        await Products.UpsertAsync(new Product { Id = "a", Name = "first", Price = 5, Vector = Vectors.Random(1) }, Stop);
        await Products.UpsertAsync(new Product { Id = "a", Name = "second", Vector = Vectors.Random(1) }, Stop);

        Assert.Equal(("second", null), ((await Products.GetAsync("a", cancellationToken: Stop))!.Name, (await Products.GetAsync("a", cancellationToken: Stop))!.Price));
        await Products.DeleteAsync("a", Stop);
        await Products.DeleteAsync("a", Stop);
        Assert.Null(await Products.GetAsync("a", cancellationToken: Stop));
    }

    [Fact]
    public async Task Records_past_one_request_go_in_several()
    {
        await Products.EnsureCollectionExistsAsync(Stop);

        await Products.UpsertAsync(Enumerable.Range(0, 1_203).Select(i => new Product { Id = $"{i}", Year = i, Vector = Vectors.Random(i % 7) }), Stop);

        Assert.Equal(1_203, (await server.Client.FindCatalogAsync(_name, Stop))!.Items);
        Assert.Equal(["0", "1202"], await Products.GetAsync(["0", "gone", "1202"], cancellationToken: Stop).Select(product => product.Id).Order().ToListAsync(Stop));
    }

    [Fact]
    public async Task What_is_wrong_with_a_record_is_said()
    {
        await Products.EnsureCollectionExistsAsync(Stop);

        Assert.Contains("has no 'Id'", (await Assert.ThrowsAsync<ArgumentException>(() => Products.UpsertAsync(new Product { Vector = Vectors.Random(1) }, Stop))).Message);
        Assert.Contains("has no 'Vector'", (await Assert.ThrowsAsync<ArgumentException>(() => Products.UpsertAsync(new Product { Id = "a" }, Stop))).Message);
        Assert.Contains(
            "cannot hold exactly",
            (await Assert.ThrowsAsync<NotSupportedException>(() => Products.UpsertAsync(new Product { Id = "a", Sold = long.MaxValue, Vector = Vectors.Random(1) }, Stop))).Message);
        var refused = await Assert.ThrowsAsync<VectorStoreException>(
            () => Products.UpsertAsync([new Product { Id = "good", Vector = Vectors.Random(1) }, new Product { Id = "a b", Vector = Vectors.Random(1) }], Stop));
        Assert.Contains("1 of 2 records were refused, the first 'a b'", refused.Message);
        Assert.NotNull(await Products.GetAsync("good", cancellationToken: Stop));
    }

    [Fact]
    public async Task What_is_stored_in_another_kind_than_the_property_is_said()
    {
        await Products.EnsureCollectionExistsAsync(Stop);
        await server.Client.UpsertItemsAsync(
            _name, [new() { Id = "a", Embedding = Vectors.Random(1), Attributes = new Dictionary<string, AttributeValue> { ["Year"] = "old" } }], Stop);

        Assert.Contains("The stored 'Year' is Text (old)", (await Assert.ThrowsAsync<InvalidCastException>(() => Products.GetAsync("a", cancellationToken: Stop))).Message);
    }

    [Fact]
    public async Task A_failure_is_the_store_s_exception_with_the_server_s_sentence()
    {
        var failure = await Assert.ThrowsAsync<VectorStoreException>(() => Products.UpsertAsync(new Product { Id = "a", Vector = Vectors.Random(1) }, Stop));

        Assert.Equal(("fashionorleans", _name, "UpsertAsync"), (failure.VectorStoreSystemName, failure.CollectionName, failure.OperationName));
        Assert.Contains("(unknown_catalog)", failure.Message);
        Assert.IsType<ProblemException>(failure.InnerException);
    }

    [Fact]
    public void A_record_that_a_catalogue_cannot_hold_is_refused_when_the_collection_is_made()
    {
        Exception Refusal(params VectorStoreProperty[] properties) =>
            Assert.ThrowsAny<Exception>(() => _store.GetDynamicCollection(_name, new() { Properties = properties }));
        var key = new VectorStoreKeyProperty("Id", typeof(string));
        var vector = new VectorStoreVectorProperty("Vector", typeof(float[]), 2048);

        Assert.Contains("ids of items are texts", Refusal(new VectorStoreKeyProperty("Id", typeof(Guid)), vector).Message);
        Assert.Contains("'When' has unsupported type 'DateTime'", Refusal(key, vector, new VectorStoreDataProperty("When", typeof(DateTime))).Message);
        Assert.Contains("No vector property", Refusal(key).Message);
        Assert.Contains(
            "CosineSimilarity alone",
            Refusal(key, new VectorStoreVectorProperty("Vector", typeof(float[]), 2048) { DistanceFunction = DistanceFunction.EuclideanDistance }).Message);
        Assert.Contains(
            "there are Flat (exact) and Hnsw", Refusal(key, new VectorStoreVectorProperty("Vector", typeof(float[]), 2048) { IndexKind = IndexKind.IvfFlat }).Message);
    }

    [Fact]
    public void The_metadata_name_the_server_and_the_collection()
    {
        var metadata = (VectorStoreCollectionMetadata)Products.GetService(typeof(VectorStoreCollectionMetadata))!;

        Assert.Equal(("fashionorleans", server.Address.Authority, _name), (metadata.VectorStoreSystemName, metadata.VectorStoreName, metadata.CollectionName));
        Assert.Equal(server.Address.Authority, ((VectorStoreMetadata)_store.GetService(typeof(VectorStoreMetadata))!).VectorStoreName);
    }
}
