namespace FashionOrleans.Client;

/// <summary>A model pack of the server.</summary>
/// <param name="Name">The name by which catalogues refer to it.</param>
/// <param name="Version">The version of its weights, 1 or more.</param>
/// <param name="Dimension">Numbers in one embedding.</param>
/// <param name="Input">The size of the pictures that it sees.</param>
/// <param name="Sha256">SHA-256 of its ONNX file, 64 hexadecimal digits: the identity of the weights.</param>
public sealed record Model(string Name, int Version, int Dimension, ModelInput Input, string Sha256);
