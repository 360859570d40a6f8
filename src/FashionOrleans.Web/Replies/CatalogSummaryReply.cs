namespace FashionOrleans.Web.Replies;

/// <summary>A catalogue in the list of catalogues.</summary>
record CatalogSummaryReply(
    string Name, string Model, int Dimension, int Shards, int Replicas, string Index, string VectorFormat, string VectorStorage, long Items);
