namespace FashionOrleans.Contracts;

/// <summary>A picture on its way to a model.</summary>
/// <param name="Bytes">The bytes of a picture file.</param>
/// <param name="Crop">The part that counts; null for the whole picture.</param>
[GenerateSerializer, Immutable]
public sealed record PictureToEmbed(ReadOnlyMemory<byte> Bytes, Crop? Crop = null)
{
    /// <summary>A whole picture.</summary>
    public static implicit operator PictureToEmbed(ReadOnlyMemory<byte> bytes) => new(bytes);
}
