using System.Text;

namespace FashionOrleans.Client;

/// <summary>
/// An item to store: an id, attributes, and exactly one of a picture, the address of a picture, or an embedding made
/// elsewhere.
/// </summary>
public sealed record ItemUpload
{
    /// <summary>1..128 characters of A-Z a-z 0-9 . _ ~ : @ + -, not "." or "..".</summary>
    public required string Id { get; init; }

    /// <summary>The encoded picture (JPEG, PNG, WebP, …), or null.</summary>
    public ReadOnlyMemory<byte>? Picture { get; init; }

    /// <summary>Where the server can fetch the picture, or null.</summary>
    public Uri? ImageUrl { get; init; }

    /// <summary><c>float32[dimension]</c> of the catalogue's model, or null.</summary>
    public ReadOnlyMemory<float>? Embedding { get; init; }

    /// <summary>What is known of the item; at most 64 fields and 16 KB.</summary>
    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; init; } = EmptyAttributes;

    /// <summary>
    /// An opaque text of at most 64 characters that the server keeps and gives back in
    /// <see cref="FashionOrleansClient.LookupItemsAsync"/>, so that a writer can tell what it has stored before.
    /// </summary>
    public string? Revision { get; init; }

    /// <summary>An upper bound of the bytes this item takes in a batch request.</summary>
    public int MaxEncodedBytes
    {
        get
        {
            // Every MessagePack header is at most 5 bytes and a number 9; the six keys of an item take 48.
            var bytes = 128 + TextBytes(Id) + TextBytes(Revision) + TextBytes(ImageUrl?.OriginalString)
                + (Picture?.Length ?? 0) + (Embedding?.Length * sizeof(float) ?? 0);
            foreach (var (name, value) in Attributes)
                bytes += TextBytes(name) + 9 + TextBytes(value.Text) + (value.Tags?.Sum(TextBytes) ?? 0);
            return bytes;
        }
    }

    static IReadOnlyDictionary<string, AttributeValue> EmptyAttributes { get; } = new Dictionary<string, AttributeValue>();

    static int TextBytes(string? text) => text is null ? 0 : 5 + Encoding.UTF8.GetByteCount(text);
}
