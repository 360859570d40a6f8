namespace FashionOrleans.Embedding;

/// <summary>The output of a model that is the embedding; other outputs of the graph are not computed.</summary>
/// <param name="Name">Name of the output in the ONNX graph.</param>
/// <param name="Dimension">Numbers in one embedding, 1 to 65,536.</param>
/// <param name="Normalization">What makes the output an embedding.</param>
public sealed record ModelOutput(string Name, int Dimension, EmbeddingNormalization Normalization);
