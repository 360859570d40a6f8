using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using FashionOrleans.Grains.Placement;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Embedding;

/// <inheritdoc cref="IEmbeddingGrain"/>
/// <remarks>A façade: decoding, batching and inference run on the embedder's own threads, which all activations of the silo share.</remarks>
[Reentrant, StatelessWorker, RequireRole(SiloRoles.Embedding)]
public sealed class EmbeddingGrain(EmbedderPool embedders) : Grain, IEmbeddingGrain
{
    static readonly RenditionOptions Kept = new();

    /// <inheritdoc/>
    public async Task<ModelDescription> DescribeAsync(CancellationToken cancellationToken) =>
        ModelDescriptions.Of((await GetEmbedderAsync()).Pack);

    /// <inheritdoc/>
    public async Task<EmbeddingBatch> EmbedAsync(
        ImmutableArray<PictureToEmbed> pictures, EmbeddingPurpose purpose, CancellationToken cancellationToken)
    {
        var embedder = await GetEmbedderAsync();
        PicturePart[] parts = [.. pictures.Select(picture => new PicturePart(picture.Bytes, ToCrop(picture.Crop)))];
        try
        {
            if (purpose != EmbeddingPurpose.Ingest)
            {
                var priority = purpose == EmbeddingPurpose.Query ? EmbeddingPriority.Interactive : EmbeddingPriority.Bulk;
                var answers = await embedder.EmbedPartsAsync(parts, priority, cancellationToken);
                return new EmbeddingBatch([.. answers.Select(answer => ToPicture(answer, null))]);
            }

            var renditions = Task.Run(() => pictures.Select(picture => TryKeep(embedder, picture.Bytes)).ToArray(), cancellationToken);
            var results = await embedder.EmbedPartsAsync(parts, EmbeddingPriority.Bulk, cancellationToken);
            return new EmbeddingBatch([.. results.Zip(await renditions, (result, kept) => ToPicture(result, kept.Picture))]);
        }
        catch (EmbedderOverloadedException exception)
        {
            throw new FashionOrleansException(exception.Code, exception.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<EmbeddingBatch> PrepareAsync(ImmutableArray<ReadOnlyMemory<byte>> pictures, CancellationToken cancellationToken)
    {
        var embedder = await GetEmbedderAsync();
        var kept = await Task.Run(() => pictures.Select(picture => TryKeep(embedder, picture)).ToArray(), cancellationToken);
        return new EmbeddingBatch([.. kept.Select(result => new EmbeddedPicture(default, result.Picture, result.Error?.Code, result.Error?.Message))]);
    }

    async ValueTask<Embedder> GetEmbedderAsync()
    {
        try
        {
            return await embedders.GetAsync(this.GetPrimaryKeyString());
        }
        catch (EmbeddingException exception)
        {
            throw new FashionOrleansException(exception.Code, exception.Message);
        }
    }

    /// <summary>The picture to keep: the file as it came where that will do, else a smaller copy. A picture that cannot be read has none.</summary>
    static (Picture? Picture, EmbeddingException? Error) TryKeep(Embedder embedder, ReadOnlyMemory<byte> picture)
    {
        try
        {
            return embedder.Pictures.Render(picture, Kept) is { } rendition
                ? (new Picture(rendition.ContentType, rendition.Bytes), null)
                : (new Picture(embedder.Pictures.Describe(picture).ContentType, picture), null);
        }
        catch (EmbeddingException exception)
        {
            return (null, exception);
        }
    }

    static PictureCrop? ToCrop(Crop? crop) => crop switch
    {
        null => null,
        { Box: { } box } => new PictureCrop(new PictureBox(box.X, box.Y, box.Width, box.Height)),
        _ => PictureCrop.Auto,
    };

    static EmbeddedPicture ToPicture(EmbeddingResult result, Picture? kept) => result.Vector is { } vector
        ? new EmbeddedPicture(UnitVector.ToBytes(vector), kept)
        : new EmbeddedPicture(default, null, result.Error!.Code, result.Error.Message);
}
