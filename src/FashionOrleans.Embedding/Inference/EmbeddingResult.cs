namespace FashionOrleans.Embedding;

/// <summary>The outcome for one picture: a vector, or the reason why there is none.</summary>
/// <param name="Vector">The embedding, <c>float32[dimension]</c>; null when <paramref name="Error"/> says why.</param>
/// <param name="Error">A <see cref="PictureException"/> or an <see cref="EmbeddingUnavailableException"/>; null when there is a vector.</param>
/// <param name="DecodeTime">Time to decode and resize this picture.</param>
/// <param name="InferenceTime">Time the model ran on this picture's batch.</param>
/// <param name="QueueTime">Time spent waiting, for a decode worker and for the batch.</param>
/// <param name="BatchSize">Pictures in its batch; 0 when it never got there.</param>
public sealed record EmbeddingResult(
    float[]? Vector, EmbeddingException? Error, TimeSpan DecodeTime, TimeSpan InferenceTime, TimeSpan QueueTime, int BatchSize)
{
    /// <summary>The vector, or the error thrown.</summary>
    /// <exception cref="EmbeddingException">There is no vector.</exception>
    public float[] VectorOrThrow() => Vector ?? throw Error!;
}
