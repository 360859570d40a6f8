using Microsoft.Extensions.AI;

namespace FashionOrleans.Embedding.AI;

/// <summary>
/// A model pack as a generator of <c>Microsoft.Extensions.AI</c>: pictures in, unit vectors <c>float32[dimension]</c> out, computed on this machine.
/// Safe to call from many threads; their pictures meet in batches.
/// </summary>
/// <remarks>
/// A call with one picture goes ahead of calls with several (<see cref="EmbeddingPriority"/>). The media type that a
/// <see cref="DataContent"/> states is not read: the bytes tell what they are.
/// </remarks>
public sealed class PictureEmbeddingGenerator : IEmbeddingGenerator<DataContent, Embedding<float>>, IAsyncDisposable
{
    /// <summary>What <see cref="EmbeddingGeneratorMetadata.ProviderName"/> says.</summary>
    public const string ProviderName = "fashionorleans";

    // Far below the capacity of the embedder's queue, and enough for many batches.
    const int PicturesAtOnce = 512;

    readonly Embedder _embedder;
    readonly bool _ownsEmbedder;
    readonly TimeProvider _clock;
    readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>A generator over an embedder that is there already.</summary>
    /// <param name="embedder">The embedder.</param>
    /// <param name="ownsEmbedder">True to dispose the embedder with the generator.</param>
    /// <param name="clock">Tells when an embedding was made; the system's clock by default.</param>
    public PictureEmbeddingGenerator(Embedder embedder, bool ownsEmbedder = false, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        _embedder = embedder;
        _ownsEmbedder = ownsEmbedder;
        _clock = clock ?? TimeProvider.System;
        _metadata = new(ProviderName, providerUri: null, embedder.Pack.Name, embedder.Pack.Output.Dimension);
    }

    /// <summary>Loads a model pack; takes a second or so for ResNet-50 on the CPU.</summary>
    /// <param name="packFolder">The folder with <c>model.json</c>.</param>
    /// <param name="options">How to use the machine; null for the defaults.</param>
    /// <exception cref="ModelPackException">The pack is not valid.</exception>
    /// <exception cref="ArgumentException">An option has a wrong value.</exception>
    public static PictureEmbeddingGenerator Load(string packFolder, EmbeddingOptions? options = null) =>
        new(Embedder.Load(ModelPack.Load(packFolder), options ?? new()), ownsEmbedder: true);

    /// <summary>Embeds pictures.</summary>
    /// <param name="values">Encoded pictures: JPEG, PNG, WebP, AVIF, GIF (first frame) or TIFF.</param>
    /// <param name="options">A model or a number of dimensions other than the pack's is refused.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>One embedding a picture, in order.</returns>
    /// <exception cref="PictureException">A picture cannot be used; of several the message says which.</exception>
    /// <exception cref="EmbedderOverloadedException">The embedder's queue is full.</exception>
    /// <exception cref="NotSupportedException">The options ask for something that the pack does not make.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<DataContent> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(options);
        ReadOnlyMemory<byte>[] pictures = [.. values.Select(value => value.Data)];
        var lane = pictures.Length == 1 ? EmbeddingPriority.Interactive : EmbeddingPriority.Bulk;
        var embeddings = new GeneratedEmbeddings<Embedding<float>>(pictures.Length);
        foreach (var part in pictures.Chunk(PicturesAtOnce))
        {
            foreach (var result in await _embedder.EmbedAsync(part, lane, cancellationToken))
            {
                if (result.Error is PictureException error && pictures.Length > 1)
                    throw new PictureException(error.Code, $"Picture {embeddings.Count + 1} of {pictures.Length}: {error.Message}", error);
                embeddings.Add(new(result.VectorOrThrow()) { ModelId = _embedder.Pack.Name, CreatedAt = _clock.GetUtcNow() });
            }
        }
        return embeddings;
    }

    /// <summary>The <see cref="EmbeddingGeneratorMetadata"/>, the <see cref="Embedder"/> or its <see cref="ModelPack"/>; null for anything else.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType == typeof(Embedder) ? _embedder
            : serviceType == typeof(ModelPack) ? _embedder.Pack
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Finishes what was accepted and frees the model, when the generator owns the embedder. Waits for it; <see cref="DisposeAsync"/> does not block.</summary>
    // On the thread pool, where no synchronisation context can wait for the one that waits here.
    public void Dispose() => Task.Run(async () => await DisposeAsync()).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _ownsEmbedder ? _embedder.DisposeAsync() : ValueTask.CompletedTask;

    void Check(EmbeddingGenerationOptions? options)
    {
        var pack = _embedder.Pack;
        if (options?.ModelId is { } model && model != pack.Name)
            throw new NotSupportedException($"This generator runs the model '{pack.Name}', not '{model}'. Load the pack of that name, or leave ModelId out.");
        if (options?.Dimensions is { } dimensions && dimensions != pack.Output.Dimension)
            throw new NotSupportedException($"The model '{pack.Name}' makes embeddings of {pack.Output.Dimension} numbers, not {dimensions}. Leave Dimensions out.");
    }
}
