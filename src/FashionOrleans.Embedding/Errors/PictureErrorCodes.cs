namespace FashionOrleans.Embedding;

/// <summary>The codes a <see cref="PictureException"/> carries.</summary>
public static class PictureErrorCodes
{
    /// <summary>The bytes are no picture, or a picture whose data is damaged.</summary>
    public const string NotAPicture = "not_a_picture";

    /// <summary>The picture ends before its last pixel.</summary>
    public const string Truncated = "picture_truncated";

    /// <summary>There are no bytes, or the picture has no pixels.</summary>
    public const string Empty = "picture_empty";

    /// <summary>More bytes than <see cref="PictureLimits.MaxBytes"/>.</summary>
    public const string TooLarge = "picture_too_large";

    /// <summary>More pixels than <see cref="PictureLimits.MaxPixels"/>, or more frames than <see cref="PictureLimits.MaxFrames"/>.</summary>
    public const string TooManyPixels = "picture_too_many_pixels";

    /// <summary>The part of the picture to look at has no area, or lies outside the picture.</summary>
    public const string InvalidCrop = "invalid_crop";

    /// <summary>A known format, or a variant of one, that is not read here (SVG, PDF, HEIC, BMP ...).</summary>
    public const string Unsupported = "unsupported_picture";
}
