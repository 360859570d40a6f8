using System.Text.Json.Serialization;

namespace FashionOrleans.Client;

/// <summary>The embedding of a picture.</summary>
/// <param name="Model">Model that made it.</param>
/// <param name="Dimension">Numbers in it.</param>
/// <param name="Vector"><c>float32[dimension]</c>, unit length.</param>
public sealed record PictureEmbedding(string Model, int Dimension, [property: JsonPropertyName("embedding")] IReadOnlyList<float> Vector);
