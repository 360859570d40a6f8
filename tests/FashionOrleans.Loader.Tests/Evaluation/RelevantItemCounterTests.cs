using FashionOrleans.Client;
using FashionOrleans.Loader.Evaluation;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Evaluation;

/// <summary>Counts by facets against a look at every item, over drawn catalogues with blank labels, numbers and more values than are listed.</summary>
public sealed class RelevantItemCounterTests
{
    static readonly string[] Attributes = ["type", "gender", "colour", "year"];
    static readonly LabelSet[] Sets = [new("type"), new("type+gender"), new("gender+colour+year")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Relevant_items_are_those_that_a_look_at_every_item_counts(int seed)
    {
        var draw = new Random(seed);
        var items = Enumerable.Range(0, 60).Select(id => new FakeItem($"{id}", null, null, Drawn(draw), null)).ToArray();
        await using var server = await ServerAsync(items);
        using var client = FashionOrleansClient.Connect(server.Address);
        var counter = new RelevantItemCounter(new(client, "demo", 3, Attributes), Attributes, Sets);

        for (var query = 0; query < 20; query++)
        {
            var labels = Drawn(draw).ToDictionary(pair => pair.Key, pair => pair.Value is string text ? AttributeValue.From(text) : AttributeValue.From((double)pair.Value!));
            var counted = await counter.CountAsync(labels, TestContext.Current.CancellationToken);

            int Shared(FakeItem item) => labels.Count(label => Has(item, label.Key));
            bool Has(FakeItem item, string name) => item.Attributes.GetValueOrDefault(name) is { } value && labels[name].ToString() == Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(
                Sets.Select(set => set.Attributes.All(labels.ContainsKey) ? items.LongCount(item => set.Attributes.All(name => Has(item, name))) : default(long?)),
                counted.OfSet);
            Assert.Equal(Enumerable.Range(1, labels.Count).Select(grade => items.LongCount(item => Shared(item) == grade)), counted.OfGrade!.Skip(1));
        }
    }

    [Fact]
    public async Task Each_pair_of_labels_is_asked_for_once()
    {
        var items = new[] { Item("1", "Shirt", "Men"), Item("2", "Shirt", "Women"), Item("3", "Shoe", "Men") };
        await using var server = await ServerAsync(items);
        using var client = FashionOrleansClient.Connect(server.Address);
        var counter = new RelevantItemCounter(new(client, "demo", 3, ["type", "gender"]), ["type", "gender"], [new("type+gender")]);

        foreach (var (type, gender) in new[] { ("Shirt", "Men"), ("Shirt", "Women"), ("Shirt", "Men") })
        {
            var counted = await counter.CountAsync(
                new Dictionary<string, AttributeValue> { ["type"] = type, ["gender"] = gender }, TestContext.Current.CancellationToken);
            Assert.Equal(1, counted.OfSet[0]);
        }

        // All types and genders, genders by themselves, and the genders of shirts.
        Assert.InRange(server.Requests.Count(request => request.EndsWith("recommendations", StringComparison.Ordinal)), 1, 3);
    }

    [Fact]
    public async Task A_catalogue_that_cannot_count_is_not_an_error()
    {
        await using var server = await ServerAsync([Item("1", "Shirt", "Men")]);
        server.Before = _ => Task.FromResult<Microsoft.AspNetCore.Http.IResult?>(FakeServer.Problem(400, "invalid_facet", "No item has a field 'type'."));
        using var client = FashionOrleansClient.Connect(server.Address);
        var counter = new RelevantItemCounter(new(client, "demo", 3, ["type"]), ["type"], [new("type")]);

        var counted = await counter.CountAsync(new Dictionary<string, AttributeValue> { ["type"] = "Shirt" }, TestContext.Current.CancellationToken);

        Assert.Null(counted.OfSet[0]);
        Assert.Null(counted.OfGrade);
    }

    static FakeItem Item(string id, string type, string gender) => new(id, null, null, new Dictionary<string, object?> { ["type"] = type, ["gender"] = gender }, null);

    static Dictionary<string, object?> Drawn(Random draw)
    {
        var labels = new Dictionary<string, object?>();
        foreach (var (name, values) in new[] { ("type", 5), ("gender", 2), ("colour", 3) })
        {
            if (draw.Next(4) > 0) labels[name] = $"{name} {draw.Next(values)}";
        }

        if (draw.Next(4) > 0) labels["year"] = 2010.0 + draw.Next(3);
        return labels;
    }

    static async Task<FakeServer> ServerAsync(FakeItem[] items)
    {
        var server = await FakeServer.StartAsync();
        var catalog = FakeCatalog.WithDefaults("demo", new(null, null, null, null, null, null));
        foreach (var item in items) catalog.Items[item.Id] = item;
        server.Catalogs["demo"] = catalog;
        return server;
    }
}
