namespace FashionOrleans.Embedding;

/// <summary>Another graph of a pack's model, with the same input and output.</summary>
/// <param name="File">The name of the ONNX file in the pack's folder.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
sealed record ModelVariant(string File, string Sha256);
