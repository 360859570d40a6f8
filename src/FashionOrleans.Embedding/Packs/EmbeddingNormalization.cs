namespace FashionOrleans.Embedding;

/// <summary>What happens to a model's raw output before it is an embedding.</summary>
public enum EmbeddingNormalization
{
    /// <summary>Divided by its Euclidean norm: a unit vector, so that the inner product is the cosine.</summary>
    L2,

    /// <summary>Left as the model gives it.</summary>
    None,
}
