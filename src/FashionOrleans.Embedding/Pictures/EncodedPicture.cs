using System.Runtime.InteropServices;
using NetVips;

namespace FashionOrleans.Embedding;

/// <summary>A picture of which the header has been read and found within the limits; no pixel is decoded yet.</summary>
sealed class EncodedPicture : IDisposable
{
    const string OrientationField = "orientation";
    const string FramesField = "n-pages";

    /// <summary>CMYK with alpha; a TIFF may declare thousands, each as large as the picture.</summary>
    const int MaxChannels = 5;

    readonly byte[] _bytes;
    Image? _image;

    EncodedPicture(byte[] bytes, PictureFormat format, Image image)
    {
        _bytes = bytes;
        _image = image;
        Format = format;
        StoredWidth = image.Width;
        StoredHeight = image.Height;
        IsCmyk = image.Interpretation == Enums.Interpretation.Cmyk;
        Frames = image.Contains(FramesField) ? Convert.ToInt32(image.Get(FramesField), null) : 1;
        Orientation = image.Contains(OrientationField) ? Convert.ToInt32(image.Get(OrientationField), null) : 1;
    }

    public PictureFormat Format { get; }

    /// <summary>Columns as stored, before the EXIF orientation.</summary>
    public int StoredWidth { get; }

    /// <summary>Rows as stored, before the EXIF orientation.</summary>
    public int StoredHeight { get; }

    /// <summary>The EXIF orientation (EXIF 2.32, tag 0x0112); 1 when there is none.</summary>
    public int Orientation { get; }

    /// <summary>Whether the EXIF orientation exchanges width and height: 5 to 8 lie on their side.</summary>
    public bool SwapsSides => Orientation is >= 5 and <= 8;

    /// <summary>Columns as seen.</summary>
    public int Width => SwapsSides ? StoredHeight : StoredWidth;

    /// <summary>Rows as seen.</summary>
    public int Height => SwapsSides ? StoredWidth : StoredHeight;

    public int Frames { get; }

    public bool IsCmyk { get; }

    public int ByteCount => _bytes.Length;

    /// <exception cref="PictureException">The bytes are no picture that is read here, or exceed the limits.</exception>
    public static EncodedPicture Open(ReadOnlyMemory<byte> picture, PictureLimits limits)
    {
        if (picture.IsEmpty)
            throw new PictureException(PictureErrorCodes.Empty, "The picture has no bytes. Send the file's content.");
        if (picture.Length > limits.MaxBytes)
        {
            throw new PictureException(
                PictureErrorCodes.TooLarge,
                FormattableString.Invariant($"The picture has {picture.Length:N0} bytes; at most {limits.MaxBytes:N0} are read. Send a smaller one; the model looks at a small rendition anyway."));
        }
        var format = PictureSignature.Detect(picture.Span);
        var bytes = MemoryMarshal.TryGetArray(picture, out var segment) && segment.Array is { } array && segment.Count == array.Length
            ? array
            : picture.ToArray();
        Libvips.EnsureConfigured();
        Image? image = null;
        try
        {
            image = Load(bytes, format, shrink: 1);
            var opened = new EncodedPicture(bytes, format, image);
            CheckHeader(opened, image.Bands, limits);
            image = null;
            return opened;
        }
        catch (VipsException exception)
        {
            throw Damaged(format, bytes, exception);
        }
        finally
        {
            image?.Dispose();
        }
    }

    /// <summary>The image, to be decoded as it is read from top to bottom; it can be taken once.</summary>
    /// <param name="shrink">1, or for JPEG 2, 4 or 8: decode at that fraction of the size.</param>
    public Image Take(int shrink)
    {
        var image = _image ?? throw new InvalidOperationException("The image was taken already.");
        _image = null;
        if (shrink == 1)
            return image;
        image.Dispose();
        return Load(_bytes, Format, shrink);
    }

    /// <summary>The exception for a picture that could not be decoded: cut off, or damaged.</summary>
    public PictureException Damaged(VipsException exception) => Damaged(Format, _bytes, exception);

    public void Dispose() => _image?.Dispose();

    static Image Load(byte[] bytes, PictureFormat format, int shrink)
    {
        // A missing end is an error, not grey rows; lesser irregularities, common in the wild, are read over.
        const Enums.FailOn FailOn = Enums.FailOn.Truncated;
        const Enums.Access Access = Enums.Access.Sequential;
        return format switch
        {
            PictureFormat.Jpeg => Image.JpegloadBuffer(bytes, shrink: shrink, access: Access, failOn: FailOn),
            PictureFormat.Png => Image.PngloadBuffer(bytes, access: Access, failOn: FailOn),
            PictureFormat.Gif => Image.GifloadBuffer(bytes, access: Access, failOn: FailOn),
            PictureFormat.WebP => Image.WebploadBuffer(bytes, access: Access, failOn: FailOn),
            PictureFormat.Avif => Image.HeifloadBuffer(bytes, access: Access, failOn: FailOn),
            PictureFormat.Tiff => Image.TiffloadBuffer(bytes, access: Access, failOn: FailOn),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a picture format."),
        };
    }

    static void CheckHeader(EncodedPicture picture, int channels, PictureLimits limits)
    {
        if (picture.StoredWidth < 1 || picture.StoredHeight < 1)
            throw new PictureException(PictureErrorCodes.Empty, "The picture has no pixels. Send another one.");
        if ((long)picture.StoredWidth * picture.StoredHeight > limits.MaxPixels)
        {
            throw new PictureException(
                PictureErrorCodes.TooManyPixels,
                FormattableString.Invariant($"The picture is {picture.Width} x {picture.Height}; at most {limits.MaxPixels:N0} pixels are read. Send a smaller rendition of it."));
        }
        if (channels > MaxChannels)
            throw new PictureException(PictureErrorCodes.Unsupported, $"The picture has {channels} channels; at most {MaxChannels} are read. Save it as RGB and send it again.");
        if (picture.Frames > limits.MaxFrames)
        {
            throw new PictureException(
                PictureErrorCodes.TooManyPixels,
                FormattableString.Invariant($"The picture has {picture.Frames:N0} frames; at most {limits.MaxFrames:N0} are read. Send one frame as a picture."));
        }
    }

    static PictureException Damaged(PictureFormat format, ReadOnlySpan<byte> bytes, VipsException exception) => PictureEnding.IsMissing(format, bytes)
        ? new PictureException(PictureErrorCodes.Truncated, "The picture ends before its last pixel. Send the whole file.", exception)
        : new PictureException(
            PictureErrorCodes.NotAPicture,
            $"The bytes begin like {PictureSignature.ContentType(format)}, but cannot be decoded: damaged, or a variant that is not read. Save the picture again and send it.",
            exception);
}
