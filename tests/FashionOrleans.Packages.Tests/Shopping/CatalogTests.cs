using FashionOrleans.Client;
using FashionOrleans.Packages.Tests.Support;

namespace FashionOrleans.Packages.Tests.Shopping;

/// <summary>What the client says about catalogues, against a server that answers.</summary>
public sealed class CatalogTests(WebServer server)
{
    readonly FashionOrleansClient _client = server.Client;
    readonly string _catalog = WebServer.NewName();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schema_is_inferred_declared_and_kept()
    {
        await FillAsync(("a", 5), ("b", 7));

        var inferred = await _client.GetSchemaAsync(_catalog, Stop);
        var declared = await _client.DeclareSchemaAsync(_catalog, new Dictionary<string, string> { ["price"] = FieldTypes.Number, ["name"] = FieldTypes.Text }, Stop);
        var refused = (await _client.UpsertItemsAsync(_catalog, [Item("c", "dear")], Stop)).Single();
        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => _client.DeclareSchemaAsync(_catalog, new Dictionary<string, string> { ["price"] = FieldTypes.Keyword }, Stop));

        Assert.Equal([new SchemaField("price", FieldTypes.Number, false, 2)], inferred);
        Assert.Equal([("name", FieldTypes.Text, true), ("price", FieldTypes.Number, true)], declared.Select(field => (field.Name, field.Type, field.Declared)).Order());
        Assert.Equal((false, "invalid_attributes"), (refused.IsStored, refused.Code));
        Assert.Equal(ProblemCodes.SchemaContradicted, problem.Code);
        Assert.Equal(declared, await _client.GetSchemaAsync(_catalog, Stop));
    }

    [Fact]
    public async Task A_sample_is_the_same_for_the_same_seed()
    {
        await FillAsync([.. Enumerable.Range(0, 30).Select(i => ($"i{i}", (AttributeValue)i))]);

        var sample = await _client.SampleItemsAsync(_catalog, limit: 5, seed: 3, Stop);

        Assert.Equal(5, sample.Count);
        Assert.All(sample, item => Assert.Equal(item.Id, $"i{item.Attributes["price"]}"));
        Assert.Equal(sample.Select(item => item.Id), (await _client.SampleItemsAsync(_catalog, limit: 5, seed: 3, Stop)).Select(item => item.Id));
    }

    [Fact]
    public async Task The_models_are_listed()
    {
        var models = await _client.ListModelsAsync(Stop);

        Assert.Equal(models.Select(each => each.Name).Order(StringComparer.Ordinal), models.Select(each => each.Name));
        var model = Assert.Single(models, each => each.Name == "resnet50-fashion");
        Assert.Equal(Vectors.Dimension, model.Dimension);
        Assert.InRange(model.Input.Width, 1, 4_096);
        Assert.Equal(64, model.Sha256.Length);
    }

    static ItemUpload Item(string id, AttributeValue price) =>
        new() { Id = id, Embedding = Vectors.Random(id.Sum(letter => letter)), Attributes = new Dictionary<string, AttributeValue> { ["price"] = price } };

    async Task FillAsync(params (string Id, AttributeValue Price)[] items)
    {
        await _client.EnsureCatalogAsync(_catalog, new(Shards: 2), Stop);
        var results = await _client.UpsertItemsAsync(_catalog, [.. items.Select(item => Item(item.Id, item.Price))], Stop);
        Assert.All(results, result => Assert.True(result.IsStored, result.Detail));
    }
}
