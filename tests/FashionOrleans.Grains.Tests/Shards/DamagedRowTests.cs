using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Migrations;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Grains.Shoppers;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Tests.Shards;

/// <summary>Rows that no version of this program has written: a mended database, a restored backup of half a disk.</summary>
public sealed class DamagedRowTests
{
    static readonly ShardKey Shard = new("shoes", 1, 3);
    static readonly byte[] Vector = MemoryMarshal.AsBytes<float>(new float[] { 1, 0 }).ToArray();

    public static TheoryData<string, byte[], string, string> DamagedItems => new()
    {
        { "a", Vector[1..], "{}", "its vector has 7 bytes, not 8" },
        { "a", [.. Vector, 0, 0, 0, 0], "{}", "its vector has 12 bytes, not 8" },
        { "a", MemoryMarshal.AsBytes<float>(new float[] { float.NaN, 0 }).ToArray(), "{}", "no finite number" },
        { "a", Vector, "{\"price\":", "its attributes cannot be read" },
        { "a b", Vector, "{}", "its id breaks the rules" },
    };

    [Theory]
    [MemberData(nameof(DamagedItems))]
    public void An_items_row_is_named_with_its_shard_and_what_is_wrong(string id, byte[] vector, string attributes, string problem)
    {
        var item = new StoredItem(id, vector, System.Text.Encoding.UTF8.GetBytes(attributes));

        var damaged = Assert.Throws<DamagedRowException>(() => StoredEntry.Read(Shard, item, dimension: 2));

        Assert.Contains($"item '{id}' of shard {Shard}", damaged.Message, StringComparison.Ordinal);
        Assert.Contains(problem, damaged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"price\":null}")]
    [InlineData("{\"price\":\"colour\"}")]
    [InlineData("{\"price\":")]
    public void A_schema_that_is_none_is_named(string json) => Assert.Throws<DamagedRowException>(() => FieldRules.Read(json));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"marks":[],"events":[null]}""")]
    [InlineData("""{"marks":[null],"events":[]}""")]
    [InlineData("""{"marks":[{"kind":"Clear","catalog":"c","item":"a","at":"2026-01-01T00:00:00Z"}],"events":[]}""")]
    [InlineData("""{"marks":[{"kind":99,"catalog":"c","item":"a","at":"2026-01-01T00:00:00Z"}],"events":[]}""")]
    [InlineData("""{"marks":[{"kind":"Like","catalog":"c","at":"2026-01-01T00:00:00Z"}],"events":[]}""")]
    public void A_shopper_that_is_none_is_named(string json) =>
        Assert.Throws<DamagedRowException>(() => ShopperRecord.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"From":"a","To":"b","PicturesPerSecond":-1}""")]
    public void A_migration_that_is_none_is_named(string json) => Assert.Throws<DamagedRowException>(() => MigrationRecord.Read(json));
}
