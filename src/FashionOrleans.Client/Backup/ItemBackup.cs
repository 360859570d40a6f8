namespace FashionOrleans.Client;

/// <summary>An item as a backup holds it: stored again byte for byte, without embedding or looking at anything.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Vector">Little-endian <c>float32[dimension]</c> of the catalogue's model, of length one.</param>
/// <param name="Attributes">A flat JSON object in UTF-8.</param>
/// <param name="Revision">The revision that its writer gave it, or null.</param>
/// <param name="Picture">Its picture, or null.</param>
/// <param name="PictureType">The picture's media type, such as <c>image/jpeg</c>; null without a picture.</param>
public sealed record ItemBackup(
    string Id, ReadOnlyMemory<byte> Vector, ReadOnlyMemory<byte> Attributes, string? Revision = null, ReadOnlyMemory<byte>? Picture = null, string? PictureType = null)
{
    /// <summary>An upper bound of the bytes that it takes in a request.</summary>
    public int MaxEncodedBytes =>
        256 + (Id.Length * 3) + ((Revision?.Length ?? 0) * 3) + Vector.Length + Attributes.Length + (Picture?.Length ?? 0);
}
