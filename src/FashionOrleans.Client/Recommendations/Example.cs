namespace FashionOrleans.Client;

/// <summary>One thing that the results should be like, or unlike: an item, a picture, the address of one, or an embedding.</summary>
public sealed record Example
{
    Example()
    {
    }

    /// <summary>Id of an item of the catalogue.</summary>
    public string? Id { get; private init; }

    /// <summary>An encoded picture.</summary>
    public ReadOnlyMemory<byte>? Picture { get; private init; }

    /// <summary>The part of the picture that counts; null for all of it.</summary>
    public Crop? Crop { get; private init; }

    /// <summary>Where the server can fetch a picture.</summary>
    public Uri? ImageUrl { get; private init; }

    /// <summary><c>float32[dimension]</c> of the catalogue's model.</summary>
    public ReadOnlyMemory<float>? Embedding { get; private init; }

    /// <summary>An item of the catalogue; it is left out of its own results.</summary>
    public static Example OfItem(string id) => new() { Id = id };

    /// <summary>An encoded picture (JPEG, PNG, WebP, …), or a part of it.</summary>
    public static Example OfPicture(ReadOnlyMemory<byte> picture, Crop? crop = null) => new() { Picture = picture, Crop = crop };

    /// <summary>A picture that the server fetches, or a part of it.</summary>
    public static Example OfImageUrl(Uri url, Crop? crop = null) => new() { ImageUrl = url, Crop = crop };

    /// <summary>An embedding made elsewhere with the catalogue's model.</summary>
    public static Example OfEmbedding(ReadOnlyMemory<float> embedding) => new() { Embedding = embedding };
}
