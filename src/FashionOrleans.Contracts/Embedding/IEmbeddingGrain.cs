using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>
/// A model on the silo it runs on: turns pictures into unit vectors, in batches over everything that arrives together. Only silos with
/// the role <c>embedding</c> run it. The key is the name of the model pack.
/// </summary>
/// <remarks>Every method throws <see cref="FashionOrleansException"/> with <see cref="ErrorCodes.UnknownModel"/> when the silo lacks the pack.</remarks>
public interface IEmbeddingGrain : IGrainWithStringKey
{
    /// <summary>What the model is.</summary>
    Task<ModelDescription> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Embeds pictures; one outcome a picture, in the order given.</summary>
    /// <param name="pictures">The pictures; a crop is for queries.</param>
    /// <param name="purpose">What the pictures are for: it decides how soon they are embedded, and whether they are prepared for keeping.</param>
    /// <param name="cancellationToken">Ends the call; what has not been embedded by then is dropped.</param>
    /// <exception cref="FashionOrleansException">The queue is full (<see cref="ErrorCodes.Overloaded"/>).</exception>
    [ResponseTimeout(BatchTimeouts.Batch)]
    Task<EmbeddingBatch> EmbedAsync(
        ImmutableArray<PictureToEmbed> pictures, EmbeddingPurpose purpose, CancellationToken cancellationToken);

    /// <summary>Prepares pictures for keeping without embedding them; one outcome a picture, with an empty vector.</summary>
    [ResponseTimeout(BatchTimeouts.Batch)]
    Task<EmbeddingBatch> PrepareAsync(ImmutableArray<ReadOnlyMemory<byte>> pictures, CancellationToken cancellationToken);
}
