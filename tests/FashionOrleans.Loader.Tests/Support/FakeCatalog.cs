using System.Collections.Concurrent;

namespace FashionOrleans.Loader.Tests.Support;

/// <summary>A catalogue of the fake server.</summary>
sealed record FakeCatalog(string Name, string Model, int Shards, int Replicas, string Index, string VectorFormat, string VectorStorage)
{
    public ConcurrentDictionary<string, FakeItem> Items { get; } = new(StringComparer.Ordinal);

    public static FakeCatalog WithDefaults(string name, Settings settings) =>
        new(
            name, settings.Model ?? "resnet50-fashion", settings.Shards ?? 8, settings.Replicas ?? 1, settings.Index ?? "exact",
            settings.VectorFormat ?? "float32", settings.VectorStorage ?? "memory");

    public bool HasSettingsOf(FakeCatalog other) =>
        (Model, Shards, Replicas, Index, VectorFormat, VectorStorage)
        == (other.Model, other.Shards, other.Replicas, other.Index, other.VectorFormat, other.VectorStorage);

    public object Summary() => new
    {
        name = Name,
        model = Model,
        dimension = 2048,
        shards = Shards,
        replicas = Replicas,
        index = Index,
        vectorFormat = VectorFormat,
        vectorStorage = VectorStorage,
        items = Items.Count,
        ready = true,
        fields = new[] { new { name = "gender", type = "keyword", values = new[] { "Men", "Women" } } },
        shardStates = new[] { new { shard = 0, silo = "S127.0.0.1:11111:1", epoch = 3, state = "ready", items = Items.Count, memoryBytes = 1 } },
    };

    public sealed record Settings(string? Model, int? Shards, int? Replicas, string? Index, string? VectorFormat, string? VectorStorage);
}
