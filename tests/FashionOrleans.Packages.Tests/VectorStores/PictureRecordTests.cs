using FashionOrleans.Packages.Tests.Support;
using FashionOrleans.VectorData;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace FashionOrleans.Packages.Tests.VectorStores;

/// <summary>Records whose vector somebody else makes: the server of a picture, or a generator.</summary>
public sealed class PictureRecordTests(WebServer server)
{
    readonly string _name = WebServer.NewName();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_embeds_the_picture_of_a_record_keeps_it_and_finds_it_by_another_picture()
    {
        var garments = new FashionOrleansVectorStore(server.Client).GetCollection<string, Garment>(_name);
        await garments.EnsureCollectionExistsAsync(Stop);

        await garments.UpsertAsync(Enumerable.Range(0, 6).Select(i => new Garment { Id = $"g{i}", Number = i, Picture = Drawn.Picture(i) }), Stop);
        var result = await garments.SearchAsync(Drawn.Picture(4), 1, new() { Filter = garment => garment.Number > 0 }, Stop).SingleAsync(Stop);

        Assert.Equal(("g4", 4), (result.Record.Id, result.Record.Number));
        Assert.InRange(result.Score!.Value, 0.999, 1.001);
        Assert.NotEmpty(await server.Client.GetItemPictureAsync(_name, "g4", Stop));
        await Assert.ThrowsAsync<NotSupportedException>(() => garments.GetAsync("g4", new() { IncludeVectors = true }, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => garments.UpsertAsync(new Garment { Id = "g9" }, Stop));
    }

    [Fact]
    public async Task A_generator_makes_the_vectors_of_records_and_of_searches()
    {
        using var generator = new SeedGenerator();
        var notes = new FashionOrleansVectorStore(server.Client, new() { EmbeddingGenerator = generator }).GetCollection<string, Note>(_name);
        await notes.EnsureCollectionExistsAsync(Stop);

        await notes.UpsertAsync([new() { Id = "a", Text = "1" }, new() { Id = "b", Text = "2" }, new() { Id = "c", Text = "3" }], Stop);
        var result = await notes.SearchAsync("2", 1, cancellationToken: Stop).SingleAsync(Stop);

        Assert.Equal("b", result.Record.Id);
        Assert.InRange(result.Score!.Value, 0.99999, 1.00001);
    }

    [Fact]
    public async Task Records_without_a_class_are_stored_found_and_filtered()
    {
        var definition = new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty("Id", typeof(string)),
                new VectorStoreDataProperty("Year", typeof(int?)) { StorageName = "year" },
                new VectorStoreDataProperty("Sale", typeof(bool)),
                new VectorStoreDataProperty("Tags", typeof(string[])),
                new VectorStoreVectorProperty("Vector", typeof(float[]), 2048),
            ],
        };
        var records = new FashionOrleansVectorStore(server.Client).GetDynamicCollection(_name, definition);
        await records.EnsureCollectionExistsAsync(Stop);

        await records.UpsertAsync(
            [
                new() { ["Id"] = "a", ["Year"] = 2001, ["Sale"] = true, ["Tags"] = new[] { "new" }, ["Vector"] = Vectors.Random(1) },
                new() { ["Id"] = "b", ["Year"] = null, ["Sale"] = true, ["Tags"] = new[] { "old" }, ["Vector"] = Vectors.Random(2) },
                new() { ["Id"] = "c", ["Year"] = 2003, ["Sale"] = false, ["Tags"] = new[] { "new" }, ["Vector"] = Vectors.Random(3) },
            ],
            Stop);
        var found = await records
            .SearchAsync(Vectors.Random(3), 5, new() { Filter = record => (int?)record["Year"] > 2000 && (bool)record["Sale"]!, IncludeVectors = true }, Stop).SingleAsync(Stop);

        Assert.Equal(("a", 2001, true), (found.Record["Id"], found.Record["Year"], found.Record["Sale"]));
        Assert.Equal(["new"], Assert.IsType<string[]>(found.Record["Tags"]));
        Assert.InRange(Vectors.Cosine(Assert.IsType<float[]>(found.Record["Vector"]), Vectors.Random(1)), 0.99999, 1.00001);
        Assert.Equal("b", (await records.GetAsync((object)"b", cancellationToken: Stop))!["Id"]);
        Assert.False((await records.GetAsync((object)"b", cancellationToken: Stop))!.ContainsKey("Year"));
        await Assert.ThrowsAsync<ArgumentException>(() => records.GetAsync((object)5, cancellationToken: Stop));
    }

    sealed class Garment
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreData]
        public int Number { get; set; }

        [VectorStoreVector(2048)]
        public DataContent? Picture { get; set; }
    }

    sealed class Note
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreVector(2048)]
        public string Text { get; set; } = "";
    }

    /// <summary>Makes of a number the vector of that seed.</summary>
    sealed class SeedGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult<GeneratedEmbeddings<Embedding<float>>>(
                new(values.Select(value => new Embedding<float>(Vectors.Random(int.Parse(value, System.Globalization.CultureInfo.InvariantCulture))))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
