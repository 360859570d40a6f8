namespace FashionOrleans.Contracts;

/// <summary>What is chosen once, when a catalogue is created.</summary>
/// <param name="Model">The model pack that embeds its pictures.</param>
/// <param name="Shards">How many slices the items are cut into, 1…1,024. It bounds how many silos can share the catalogue.</param>
/// <param name="Replicas">How many silos hold each shard.</param>
/// <param name="Index">How a shard finds the nearest items; <c>exact</c>.</param>
[GenerateSerializer, Immutable]
public sealed record CatalogSettings(
    string Model = CatalogSettings.DefaultModel,
    int Shards = CatalogSettings.DefaultShards,
    int Replicas = 1,
    string Index = CatalogSettings.ExactIndex)
{
    /// <summary>The model pack that ships with the system.</summary>
    public const string DefaultModel = "resnet50-fashion";

    /// <summary>The number of shards of a catalogue that does not say.</summary>
    public const int DefaultShards = 8;

    /// <summary>The largest number of shards.</summary>
    public const int MaxShards = 1024;

    /// <summary>The exact index: answers equal brute force.</summary>
    public const string ExactIndex = "exact";
}
