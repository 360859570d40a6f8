using FashionOrleans.Embedding;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Embedding;

/// <summary>What proposes boxes on this silo, with a bound on the pictures that are looked at and that wait for it.</summary>
public sealed class BoxFinder(ModelPackDirectory packs, IOptions<EmbeddingOptions> options) : IDisposable
{
    readonly SemaphoreSlim _places = new(options.Value.DecodeWorkers);
    int _held;

    /// <summary>The proposer, which embedders use too: the detector among the packs, or saliency where there is none.</summary>
    public IBoxProposer Proposer { get; } = Choose(DetectorPack.Find(packs.Folder), new PictureDecoder(options.Value.Limits));

    /// <summary>Looks at a picture on the thread pool.</summary>
    /// <exception cref="EmbeddingException">The picture cannot be read, or too many wait.</exception>
    public async Task<IReadOnlyList<ProposedBox>> ProposeAsync(ReadOnlyMemory<byte> picture, CancellationToken stop)
    {
        var capacity = options.Value.InteractiveQueueCapacity;
        try
        {
            if (Interlocked.Increment(ref _held) > capacity)
            {
                throw new EmbedderOverloadedException(EmbeddingPriority.Interactive, capacity);
            }

            await _places.WaitAsync(stop);
            try
            {
                return await Task.Run(() => Proposer.Propose(picture), stop);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        (Proposer as IDisposable)?.Dispose();
    }

    static IBoxProposer Choose(DetectorPack? detector, PictureDecoder pictures) =>
        detector is null ? new SaliencyBoxes(pictures) : DetectorBoxes.Load(detector, pictures);
}
