using System.Runtime.InteropServices;
using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Fuzz.Mutation;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Migrations;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Grains.Shoppers;
using FashionOrleans.Search;
using FashionOrleans.Storage;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>
/// What rows hold, as the grains read it: an item's vector and attributes, into an index; a catalogue's schema, and items checked by it; a shopper's
/// record, and what follows from it; a migration's. The first byte says which.
/// </summary>
sealed class StoredRowTarget : IFuzzTarget, IDisposable
{
    const int Dimension = 4;

    static readonly string[] Keys =
        ["marks", "events", "kind", "catalog", "item", "at", "From", "To", "FromGeneration", "PicturesPerSecond", "Label", "Automatic", "StartedAt", "SwitchedAt", "EndedAt", "Quality", "price", "gender"];

    static readonly ShardKey Shard = new("c", 1, 0);

    readonly ScanPool _pool = new(new ScanPoolOptions { Threads = 1 });
    readonly VectorIndex _index;

    public StoredRowTarget() => _index = new VectorIndex(new VectorIndexOptions { Dimension = Dimension }, _pool);

    public string Name => "storedrow";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        Row(0, [.. MemoryMarshal.AsBytes<float>(new float[] { 0.5f, 0.5f, 0.5f, 0.5f }), .. """{"gender":"Women","price":9.5,"tags":["x"]}"""u8]),
        Row(1, """{"price":"number","gender":"keyword","tags":"tags"}"""u8),
        Row(2, """{"marks":[{"kind":"Like","catalog":"c","item":"a","at":"2026-01-02T03:04:05+00:00"},{"kind":"View","catalog":"c","item":"b","at":"2026-01-02T03:04:05+00:00"}],"events":["e1","e2"]}"""u8),
        Row(3, """{"From":"a","To":"b","FromGeneration":1,"PicturesPerSecond":50,"Label":null,"Automatic":true,"StartedAt":"2026-01-02T03:04:05+00:00","Quality":null}"""u8),
    ];

    public IReadOnlyList<string> Words { get; } =
        [.. Keys.Select(key => $"\"{key}\":"), "null", "[null]", "[", "]", "{", "}", ",", "\"Like\"", "\"Clear\"", "7", "-1", "1e400", "\"9999-12-31T23:59:59Z\"", "\u0000\u0000\u0080\u007f", "\"number\"", "\"text\""];

    public byte[] Generate(Random random) => Row((byte)random.Next(1, 4), new JsonGenerator(random, Keys).Object());

    public void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        var content = input.AsSpan(1);
        switch (input[0] % 4)
        {
            case 0: ReadItem(content); break;
            case 1: ReadSchema(content); break;
            case 2: ReadShopper(content); break;
            default: MigrationRecord.Read(Encoding.UTF8.GetString(content)).Write(); break;
        }
    }

    public void Dispose()
    {
        _index.Dispose();
        _pool.Dispose();
    }

    void ReadItem(ReadOnlySpan<byte> content)
    {
        var vector = content[..Math.Min(content.Length, Dimension * sizeof(float))].ToArray();
        if (StoredRowReader.Read(new StoredItem("a", vector, content[vector.Length..].ToArray()), Dimension).Entry is { } entry)
        {
            _index.Apply([entry], []);
        }
    }

    static void ReadSchema(ReadOnlySpan<byte> content)
    {
        var schema = Encoding.UTF8.GetString(content);
        if (CatalogSoundness.FindDamage(new Catalog("c", 1, new CatalogSettings("m"), Dimension) { Schema = schema }) is not null)
        {
            return;
        }

        FieldRules.Read(schema).Allow(AttributeSet.Parse("""{"gender":"Women","price":9.5,"tags":["x"],"sale":true}"""u8));
    }

    static void ReadShopper(ReadOnlySpan<byte> content)
    {
        var (next, _) = ShopperRecord.Read(content).With([new ShopperEvent("new", ShopperEventKind.Like, "c", "a")], DateTimeOffset.UnixEpoch);
        ShopperRecord.Read(next.Write().Span);
    }

    static byte[] Row(byte kind, ReadOnlySpan<byte> content) => [kind, .. content];
}
