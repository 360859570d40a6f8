using System.ComponentModel;
using System.Text.Json.Serialization;
using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Requests;

/// <summary>The settings of a catalogue to create.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record CatalogRequest
{
    [Description("The model pack. Default: resnet50-fashion.")]
    public string? Model { get; init; }

    [Description("The number of shards, 1 to 1024. Default: 8.")]
    public int? Shards { get; init; }

    [Description("How many silos hold each shard. Default: 1.")]
    public int? Replicas { get; init; }

    [Description("How a shard searches: exact (default), or hnsw for a graph.")]
    public string? Index { get; init; }

    [Description("How precisely full vectors are held: float32 (default) or float16.")]
    public string? VectorFormat { get; init; }

    [Description("Where full vectors are held: memory (default), or mapped for a file of the silo's local cache.")]
    public string? VectorStorage { get; init; }

    public CatalogSettings ToSettings() => new(
        Model ?? CatalogSettings.DefaultModel,
        Shards ?? CatalogSettings.DefaultShards,
        Replicas ?? 1,
        Index ?? CatalogSettings.ExactIndex,
        VectorFormat ?? CatalogSettings.SinglePrecision,
        VectorStorage ?? CatalogSettings.InMemory);
}
