namespace FashionOrleans.Contracts;

/// <summary>A model pack.</summary>
/// <param name="Name">The pack's name.</param>
/// <param name="Version">The pack's version.</param>
/// <param name="Dimension">The length of its embeddings.</param>
/// <param name="InputWidth">Pixels.</param>
/// <param name="InputHeight">Pixels.</param>
/// <param name="Sha256">Of the ONNX file, in lower-case hexadecimal.</param>
[GenerateSerializer, Immutable]
public sealed record ModelDescription(string Name, int Version, int Dimension, int InputWidth, int InputHeight, string Sha256);
