namespace FashionOrleans.Web.Replies;

/// <summary>The embedding of a picture, a unit vector.</summary>
sealed record EmbeddingReply(string Model, int Dimension, float[] Embedding);
