namespace FashionOrleans.Contracts;

/// <summary>What is chosen once, when a catalogue is created.</summary>
/// <param name="Model">The model pack that embeds its pictures.</param>
/// <param name="Shards">How many slices the items are cut into, 1…1,024. It bounds how many silos can share the catalogue.</param>
/// <param name="Replicas">How many silos hold each shard, 1…3; fewer hold it while there are fewer storage silos.</param>
/// <param name="Index">How a shard finds the nearest items: <see cref="ExactIndex"/> or <see cref="GraphIndex"/>.</param>
/// <param name="VectorFormat">How precisely full vectors are held in memory: <see cref="SinglePrecision"/> or <see cref="HalfPrecision"/>.</param>
/// <param name="VectorStorage">Where full vectors are held: <see cref="InMemory"/> or <see cref="Mapped"/>.</param>
[GenerateSerializer, Immutable]
public sealed record CatalogSettings(
    string Model = CatalogSettings.DefaultModel,
    int Shards = CatalogSettings.DefaultShards,
    int Replicas = 1,
    string Index = CatalogSettings.ExactIndex,
    string VectorFormat = CatalogSettings.SinglePrecision,
    string VectorStorage = CatalogSettings.InMemory)
{
    /// <summary>The model pack that ships with the system.</summary>
    public const string DefaultModel = "resnet50-fashion";

    /// <summary>The number of shards of a catalogue that does not say.</summary>
    public const int DefaultShards = 8;

    /// <summary>The largest number of shards.</summary>
    public const int MaxShards = 1024;

    /// <summary>The largest number of replicas.</summary>
    public const int MaxReplicas = 3;

    /// <summary>The exact index: answers equal brute force.</summary>
    public const string ExactIndex = "exact";

    /// <summary>A graph over the items (HNSW): the answers miss a few of the nearest, and the time hardly grows with the catalogue.</summary>
    public const string GraphIndex = "hnsw";

    /// <summary>Vectors as they were stored.</summary>
    public const string SinglePrecision = "float32";

    /// <summary>Half the bytes: answers are exact for the rounded vectors.</summary>
    public const string HalfPrecision = "float16";

    /// <summary>Full vectors in the silo's memory.</summary>
    public const string InMemory = "memory";

    /// <summary>Full vectors in a file of the silo's local cache; only their codes stay in memory.</summary>
    public const string Mapped = "mapped";
}
