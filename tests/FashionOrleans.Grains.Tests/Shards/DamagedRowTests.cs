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
    static readonly byte[] Vector = MemoryMarshal.AsBytes<float>(new float[] { 1, 0 }).ToArray();

    public static TheoryData<string, byte[], string, string> DamagedItems => new()
    {
        { "a", Vector[1..], "{}", "The vector has 7 bytes" },
        { "a", [.. Vector, 0, 0, 0, 0], "{}", "The vector has 12 bytes" },
        { "a", MemoryMarshal.AsBytes<float>(new float[] { float.NaN, 0 }).ToArray(), "{}", "NaN" },
        { "a", Vector, "{\"price\":", "The attributes cannot be read" },
        { "a b", Vector, "{}", "The id breaks the rules" },
    };

    [Theory]
    [MemberData(nameof(DamagedItems))]
    public void An_items_row_is_told_by_what_is_wrong_with_it(string id, byte[] vector, string attributes, string problem)
    {
        var item = new StoredItem(id, vector, System.Text.Encoding.UTF8.GetBytes(attributes));

        var (entry, damage) = StoredRowReader.Read(item, dimension: 2);

        Assert.Null(entry);
        Assert.Contains(problem, damage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"price\":null}")]
    [InlineData("{\"price\":\"colour\"}")]
    [InlineData("{\"price\":")]
    public void A_schema_that_is_none_is_named(string json) =>
        Assert.Contains("schema", CatalogSoundness.FindDamage(new Catalog("shoes", 1, new CatalogSettings("m"), 2) { Schema = json }), StringComparison.Ordinal);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"marks":[],"events":[null]}""")]
    [InlineData("""{"marks":[null],"events":[]}""")]
    [InlineData("""{"marks":[{"kind":"Clear","catalog":"c","item":"a","at":"2026-01-01T00:00:00Z"}],"events":[]}""")]
    [InlineData("""{"marks":[{"kind":99,"catalog":"c","item":"a","at":"2026-01-01T00:00:00Z"}],"events":[]}""")]
    [InlineData("""{"marks":[{"kind":"Like","catalog":"c","at":"2026-01-01T00:00:00Z"}],"events":[]}""")]
    public void A_shopper_that_is_none_is_named(string json) =>
        Assert.Equal(ErrorCodes.ShopperDamaged, Assert.Throws<FashionOrleansException>(() => ShopperRecord.Read(System.Text.Encoding.UTF8.GetBytes(json))).Code);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"From":"a","To":"b","PicturesPerSecond":-1}""")]
    public void A_migration_that_is_none_is_named(string json) =>
        Assert.Equal(ErrorCodes.CatalogDamaged, Assert.Throws<FashionOrleansException>(() => MigrationRecord.Read(json)).Code);
}
