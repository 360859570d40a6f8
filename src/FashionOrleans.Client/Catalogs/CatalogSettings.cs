namespace FashionOrleans.Client;

/// <summary>The settings a catalogue is created with. What is left null gets the server's default.</summary>
/// <param name="Model">Name of the model pack that embeds its pictures (default <c>resnet50-fashion</c>).</param>
/// <param name="Shards">Number of slices the items are spread over (default 8).</param>
/// <param name="Replicas">Copies kept of each slice (default 1).</param>
/// <param name="Index">How nearest neighbours are found: <c>exact</c> (default), or <c>hnsw</c> for a graph.</param>
/// <param name="VectorFormat">How precisely full vectors are held: <c>float32</c> (default) or <c>float16</c>.</param>
/// <param name="VectorStorage">Where full vectors are held: <c>memory</c> (default), or <c>mapped</c> for a file beside each silo.</param>
public sealed record CatalogSettings(
    string? Model = null, int? Shards = null, int? Replicas = null, string? Index = null, string? VectorFormat = null, string? VectorStorage = null);
