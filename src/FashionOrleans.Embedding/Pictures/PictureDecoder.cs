using NetVips;

namespace FashionOrleans.Embedding;

/// <summary>
/// Reads pictures that users send: JPEG, PNG, WebP, AVIF, GIF and TIFF. Stateless and safe to call from many threads; each
/// call works on the calling thread.
/// </summary>
/// <param name="limits">What is refused before decoding.</param>
public sealed class PictureDecoder(PictureLimits limits)
{
    /// <summary>
    /// Up to this many pixels the result is computed in one piece on the calling thread. libvips' threaded, tiled evaluation
    /// keeps memory small for larger pictures, and costs more than the work itself for small ones.
    /// </summary>
    const int OnePiecePixels = 512 * 512;

    /// <summary>What is refused before decoding.</summary>
    public PictureLimits Limits { get; } = limits;

    /// <summary>Reads the header: format, size as seen, frames.</summary>
    /// <param name="picture">The encoded picture.</param>
    /// <exception cref="PictureException">The bytes are no picture that is read here, or exceed the limits.</exception>
    public PictureInfo Describe(ReadOnlyMemory<byte> picture)
    {
        using var encoded = EncodedPicture.Open(picture, Limits);
        return Describe(encoded);
    }

    /// <summary>Decodes a picture to the shape of a model's input: upright, sRGB, alpha on white, resized by the model's rule.</summary>
    /// <param name="picture">The encoded picture.</param>
    /// <param name="input">The model's input.</param>
    /// <returns>RGB bytes, row by row: height x width x 3.</returns>
    /// <exception cref="PictureException">The picture cannot be used.</exception>
    public byte[] Decode(ReadOnlyMemory<byte> picture, ModelInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var pixels = DecodePixels(picture, input);
        return pixels.Span.ToArray();
    }

    /// <summary>As <see cref="Decode"/>, without the copy.</summary>
    internal DecodedPixels DecodePixels(ReadOnlyMemory<byte> picture, ModelInput input)
    {
        using var encoded = EncodedPicture.Open(picture, Limits);
        try
        {
            using var chain = UprightSrgb.Make(encoded, input.Width, input.Height, Kernel(input.Interpolation), input.Resize == ResizeRule.Cover);
            return new DecodedPixels(chain.Current, onePiece: (long)encoded.StoredWidth * encoded.StoredHeight <= OnePiecePixels);
        }
        catch (VipsException exception)
        {
            throw encoded.Damaged(exception);
        }
    }

    /// <summary>
    /// Makes a picture to keep in place of the original, when the original has more bytes than
    /// <see cref="RenditionOptions.MaxBytes"/> or is not shown by browsers.
    /// </summary>
    /// <param name="picture">The encoded picture.</param>
    /// <param name="options">When and how.</param>
    /// <returns>The rendition, or null when the original can be kept as it is.</returns>
    /// <exception cref="PictureException">The picture cannot be used.</exception>
    public PictureRendition? Render(ReadOnlyMemory<byte> picture, RenditionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var encoded = EncodedPicture.Open(picture, Limits);
        if (picture.Length <= options.MaxBytes && Describe(encoded).ShownByBrowsers)
            return null;
        var scale = Math.Min(1.0, (double)options.LongestSide / Math.Max(encoded.Width, encoded.Height));
        var width = Math.Max(1, (int)Math.Round(encoded.Width * scale));
        var height = Math.Max(1, (int)Math.Round(encoded.Height * scale));
        try
        {
            using var chain = UprightSrgb.Make(encoded, width, height, Enums.Kernel.Lanczos3, cover: false);
            var jpeg = chain.Current.JpegsaveBuffer(q: options.Quality, keep: Enums.ForeignKeep.None);
            return new PictureRendition(jpeg, PictureSignature.ContentType(PictureFormat.Jpeg), width, height);
        }
        catch (VipsException exception)
        {
            throw encoded.Damaged(exception);
        }
    }

    static PictureInfo Describe(EncodedPicture picture) => new(
        picture.Format,
        PictureSignature.ContentType(picture.Format),
        picture.Width,
        picture.Height,
        picture.Frames,
        picture.Format != PictureFormat.Tiff && !picture.IsCmyk);

    static Enums.Kernel Kernel(Interpolation interpolation) => interpolation switch
    {
        Interpolation.Nearest => Enums.Kernel.Nearest,
        Interpolation.Linear => Enums.Kernel.Linear,
        Interpolation.Cubic => Enums.Kernel.Cubic,
        Interpolation.Lanczos3 => Enums.Kernel.Lanczos3,
        _ => throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Not an interpolation."),
    };
}
