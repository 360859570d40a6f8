using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>A catalogue, and its shards in short.</summary>
sealed record CatalogOverviewReply(
    string Name,
    string Model,
    string Index,
    string VectorFormat,
    string VectorStorage,
    int Shards,
    int Replicas,
    [property: Description("Shards with a copy that can answer.")] int ShardsAnswering,
    long Items,
    long MemoryBytes,
    double QueriesPerSecond,
    [property: Description("Of a graph index: the lowest recall that any of its copies has measured on live queries, 0 to 1.")] double? LowestRecall,
    [property: Description("The mean of what its copies have measured.")] double? MeanRecall);
