using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>The outcome of embedding several pictures.</summary>
/// <param name="Pictures">One entry a picture, in the order given.</param>
[GenerateSerializer, Immutable]
public sealed record EmbeddingBatch(ImmutableArray<EmbeddedPicture> Pictures);
