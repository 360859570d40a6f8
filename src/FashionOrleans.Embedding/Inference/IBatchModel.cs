namespace FashionOrleans.Embedding;

/// <summary>A model that turns a batch of input tensors into raw outputs. Safe to call from several threads at once.</summary>
interface IBatchModel : IDisposable
{
    /// <summary>Pictures in one call at most: 1 for a graph with a fixed batch of 1.</summary>
    int MaxBatch { get; }

    /// <param name="tensors">The inputs of <paramref name="count"/> pictures, one after another; may be longer.</param>
    /// <param name="count">Pictures in the batch.</param>
    /// <param name="outputs">Receives <paramref name="count"/> raw outputs of the model's dimension, one after another.</param>
    void Run(Memory<float> tensors, int count, Span<float> outputs);
}
