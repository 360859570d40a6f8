namespace FashionOrleans.Client;

/// <summary>The settings a catalogue is created with. What is left null gets the server's default.</summary>
/// <param name="Model">Name of the model pack that embeds its pictures (default <c>resnet50-fashion</c>).</param>
/// <param name="Shards">Number of slices the items are spread over (default 8).</param>
/// <param name="Replicas">Copies kept of each slice (default 1).</param>
/// <param name="Index">How nearest neighbours are found: <c>exact</c> (default) or a graph index the server offers.</param>
public sealed record CatalogSettings(string? Model = null, int? Shards = null, int? Replicas = null, string? Index = null);
