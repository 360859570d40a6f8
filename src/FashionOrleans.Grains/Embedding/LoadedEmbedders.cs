using System.Collections.Concurrent;
using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Embedding;

/// <summary>The embedders that this silo has loaded, for whoever watches it: a silo without model packs has none, and need not have any.</summary>
public sealed class LoadedEmbedders(IOptions<EmbeddingOptions> options)
{
    readonly ConcurrentDictionary<string, Embedder> _embedders = new(StringComparer.Ordinal);

    /// <summary>Takes note of one; of each model there is one.</summary>
    public void Add(Embedder embedder) => _embedders[embedder.Pack.Name] = embedder;

    /// <summary>What they are doing, ordered by model.</summary>
    public ImmutableArray<EmbedderStatus> Describe() => [.. _embedders.Values.Select(Describe).OrderBy(embedder => embedder.Model, StringComparer.Ordinal)];

    EmbedderStatus Describe(Embedder embedder) => new(
        embedder.Pack.Name,
        embedder.Pack.Version,
        embedder.Provider.Running == ExecutionProvider.Cuda ? "cuda" : "cpu",
        [.. embedder.Provider.Devices],
        embedder.Provider.IsFallback,
        embedder.Provider.Reason,
        embedder.Held(EmbeddingPriority.Interactive),
        options.Value.InteractiveQueueCapacity,
        embedder.Held(EmbeddingPriority.Bulk),
        options.Value.BulkQueueCapacity);
}
