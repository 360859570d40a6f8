namespace FashionOrleans.Contracts;

/// <summary>An item to store, as a client hands it in: with a picture, with an embedding, or with both (the embedding then counts).</summary>
/// <param name="Id">See <see cref="ItemId"/>.</param>
/// <param name="Picture">The picture file's bytes; empty when there is none.</param>
/// <param name="Embedding">Little-endian <c>float32[dimension]</c>, any length but zero; empty when the picture is to be embedded.</param>
/// <param name="Attributes">A flat JSON object in UTF-8; empty means no attributes.</param>
/// <param name="Revision">A text of the writer's choice, at most 64 characters, that <c>items:lookup</c> gives back.</param>
[GenerateSerializer, Immutable]
public sealed record ItemUpload(
    string Id,
    ReadOnlyMemory<byte> Picture,
    ReadOnlyMemory<byte> Embedding,
    ReadOnlyMemory<byte> Attributes,
    string? Revision)
{
    /// <summary>
    /// The media type of a picture that is kept byte for byte, unseen, beside an embedding: one that was kept before and comes from a backup. Null for
    /// every other picture: it is looked at, and a smaller copy may be kept.
    /// </summary>
    [Id(5)]
    public string? KeepPictureAs { get; init; }
}
