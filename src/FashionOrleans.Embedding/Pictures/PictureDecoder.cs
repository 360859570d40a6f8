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
    /// <param name="box">The part of the upright picture to decode; by default all of it.</param>
    /// <returns>RGB bytes, row by row: height x width x 3.</returns>
    /// <exception cref="PictureException">The picture cannot be used, or the box lies outside it.</exception>
    public byte[] Decode(ReadOnlyMemory<byte> picture, ModelInput input, PictureBox? box = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var pixels = DecodePixels(picture, input, box ?? PictureBox.Whole);
        return pixels.Span.ToArray();
    }

    /// <summary>As <see cref="Decode"/>, without the copy.</summary>
    internal DecodedPixels DecodePixels(ReadOnlyMemory<byte> picture, ModelInput input, PictureBox box)
    {
        box.Require();
        using var encoded = EncodedPicture.Open(picture, Limits);
        return Pixels(encoded, input.Width, input.Height, Kernel(input.Interpolation), box, input.Resize == ResizeRule.Cover);
    }

    /// <summary>Decodes a whole picture, upright and in sRGB, so that its longer side has the given length or, when it is smaller, its own.</summary>
    internal DecodedPixels DecodeWithin(ReadOnlyMemory<byte> picture, int longestSide)
    {
        using var encoded = EncodedPicture.Open(picture, Limits);
        var (width, height) = Within(encoded, longestSide);
        return Pixels(encoded, width, height, Enums.Kernel.Linear, PictureBox.Whole, cover: false);
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
        var (width, height) = Within(encoded, options.LongestSide);
        try
        {
            using var chain = UprightSrgb.Make(encoded, width, height, Enums.Kernel.Lanczos3, PictureBox.Whole, cover: false);
            var jpeg = chain.Current.JpegsaveBuffer(q: options.Quality, keep: Enums.ForeignKeep.None);
            return new PictureRendition(jpeg, PictureSignature.ContentType(PictureFormat.Jpeg), width, height);
        }
        catch (VipsException exception)
        {
            throw encoded.Damaged(exception);
        }
    }

    static DecodedPixels Pixels(EncodedPicture encoded, int width, int height, Enums.Kernel kernel, PictureBox box, bool cover)
    {
        try
        {
            using var chain = UprightSrgb.Make(encoded, width, height, kernel, box, cover);
            return new DecodedPixels(chain.Current, onePiece: (long)encoded.StoredWidth * encoded.StoredHeight <= OnePiecePixels);
        }
        catch (VipsException exception)
        {
            throw encoded.Damaged(exception);
        }
    }

    static (int Width, int Height) Within(EncodedPicture picture, int longestSide)
    {
        var scale = Math.Min(1.0, (double)longestSide / Math.Max(picture.Width, picture.Height));
        return (Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
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
