namespace FashionOrleans.Embedding;

/// <summary>The picture formats that are read.</summary>
public enum PictureFormat
{
    /// <summary>JPEG, baseline and progressive.</summary>
    Jpeg,

    /// <summary>PNG, up to 16 bits a channel.</summary>
    Png,

    /// <summary>GIF; of an animation the first frame.</summary>
    Gif,

    /// <summary>WebP; of an animation the first frame.</summary>
    WebP,

    /// <summary>AVIF; of an animation the first frame.</summary>
    Avif,

    /// <summary>TIFF; the first page.</summary>
    Tiff,
}
