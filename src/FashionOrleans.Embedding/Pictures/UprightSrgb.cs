using NetVips;

namespace FashionOrleans.Embedding;

/// <summary>
/// Turns a picture of any kind (CMYK, grey, palette, 16 bit, with alpha, with an ICC profile, rotated by EXIF) into upright
/// 8-bit sRGB of a given size. Order matters for cost: scale first, so that colour and rotation work on few pixels.
/// </summary>
static class UprightSrgb
{
    const string ProfileField = "icc-profile-data";

    /// <summary>
    /// JPEG decodes to 1/2, 1/4 or 1/8 at a fraction of the cost, as a box filter. Twice the wanted size is left for the
    /// model's own kernel, so that the result stays within a grey level or two of scaling the full picture.
    /// </summary>
    const int ShrinkOnLoadHeadroom = 2;

    /// <summary>Down to four times the wanted size libvips averages whole pixels, which is cheap; the model's own kernel does the rest.</summary>
    const double BoxFilterHeadroom = 4;

    /// <param name="picture">The picture; its image is taken.</param>
    /// <param name="width">Columns wanted, as seen (after orientation).</param>
    /// <param name="height">Rows wanted, as seen.</param>
    /// <param name="kernel">Resampling kernel.</param>
    /// <param name="box">The part of the picture, as seen.</param>
    /// <param name="cover">Keep the aspect ratio and cut the overhang off evenly; otherwise stretch.</param>
    /// <returns>A chain ending in 3 bands of 8-bit sRGB, <paramref name="width"/> x <paramref name="height"/>.</returns>
    public static ImageChain Make(EncodedPicture picture, int width, int height, Enums.Kernel kernel, PictureBox box, bool cover)
    {
        var (storedWidth, storedHeight) = picture.SwapsSides ? (height, width) : (width, height);
        var storedBox = box.Stored(picture.Orientation);
        var chain = new ImageChain(picture.Take(ShrinkOnLoad(picture, storedBox, storedWidth, storedHeight)));
        try
        {
            if (storedBox != PictureBox.Whole)
                chain.Apply(image => Cut(image, storedBox));
            chain.Apply(Flatten);
            if (cover)
                chain.Apply(image => CropToAspect(image, storedWidth, storedHeight));
            chain.Apply(image => Scale(image, storedWidth, storedHeight, kernel));
            chain.Apply(ToSrgb);
            if (IsRotated(chain.Current))
            {
                // The source is read from top to bottom; turning it needs all of it at hand.
                chain.Apply(image => image.CopyMemory());
                chain.Apply(image => image.Autorot());
            }
            return chain;
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    static int ShrinkOnLoad(EncodedPicture picture, PictureBox box, int width, int height)
    {
        if (picture.Format != PictureFormat.Jpeg)
            return 1;
        var (_, _, columns, rows) = box.Pixels(picture.StoredWidth, picture.StoredHeight);
        var shrink = 8;
        while (shrink > 1 && (columns / shrink < width * ShrinkOnLoadHeadroom || rows / shrink < height * ShrinkOnLoadHeadroom))
            shrink /= 2;
        return shrink;
    }

    static bool IsRotated(Image image) => image.Contains("orientation") && Convert.ToInt32(image.Get("orientation"), null) is > 1 and <= 8;

    static Image Cut(Image image, PictureBox box)
    {
        var (left, top, columns, rows) = box.Pixels(image.Width, image.Height);
        return image.ExtractArea(left, top, columns, rows);
    }

    // Transparent pixels become white, before scaling: averaging unweighted colours across an edge of alpha would let hidden colours bleed in.
    static Image Flatten(Image image)
    {
        if (!image.HasAlpha())
            return image;
        switch (image.Interpretation)
        {
            case Enums.Interpretation.Srgb or Enums.Interpretation.Rgb or Enums.Interpretation.Bw:
                return image.Flatten(background: [255]);
            case Enums.Interpretation.Rgb16 or Enums.Interpretation.Grey16:
                return image.Flatten(background: [65_535]);
            default:
                using (var srgb = image.Colourspace(Enums.Interpretation.Srgb))
                    return srgb.Flatten(background: [255]);
        }
    }

    // Cut before scaling: a picture one pixel high would be scaled to millions of columns only to be cut.
    static Image CropToAspect(Image image, int width, int height)
    {
        var scale = Math.Max((double)width / image.Width, (double)height / image.Height);
        var columns = Math.Clamp((int)Math.Round(width / scale), 1, image.Width);
        var rows = Math.Clamp((int)Math.Round(height / scale), 1, image.Height);
        return columns == image.Width && rows == image.Height
            ? image
            : image.ExtractArea((image.Width - columns) / 2, (image.Height - rows) / 2, columns, rows);
    }

    static Image Scale(Image image, int width, int height, Enums.Kernel kernel)
    {
        var chain = new ImageChain(image.Copy());
        try
        {
            if (image.Width > width || image.Height > height)
            {
                var (across, down) = (Math.Min(1, (double)width / image.Width), Math.Min(1, (double)height / image.Height));
                chain.Apply(larger => larger.Resize(across, kernel: kernel, vscale: down, gap: BoxFilterHeadroom));
            }
            if (image.Width < width || image.Height < height)
            {
                // No side is longer than the model's input any more, and interpolation reads back and forth.
                chain.Apply(smaller => smaller.CopyMemory());
                chain.Apply(smaller => Enlarge(smaller, width, height, kernel));
            }
            return chain.Current;
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    // libvips' own resize enlarges with corners where pixels have centres, half a pixel off what models were trained with.
    static Image Enlarge(Image image, int width, int height, Enums.Kernel kernel)
    {
        using var interpolation = Interpolate.NewFromName(kernel switch
        {
            Enums.Kernel.Nearest => "nearest",
            Enums.Kernel.Linear => "bilinear",
            _ => "bicubic",
        });
        return image.Affine(
            [(double)width / image.Width, 0, 0, (double)height / image.Height],
            interpolate: interpolation,
            oarea: [0, 0, width, height],
            idx: 0.5,
            idy: 0.5,
            odx: -0.5,
            ody: -0.5,
            extend: Enums.Extend.Copy);
    }

    static Image ToSrgb(Image image)
    {
        var chain = new ImageChain(image.Copy());
        try
        {
            if (image.Contains(ProfileField))
                chain.Apply(tagged => FromProfile(tagged) ?? tagged);
            if (chain.Current.Interpretation == Enums.Interpretation.Multiband && chain.Current.Bands >= 3)
                chain.Apply(unnamed => unnamed.Copy(interpretation: Enums.Interpretation.Srgb));
            if (chain.Current.Interpretation != Enums.Interpretation.Srgb || chain.Current.Bands < 3)
                chain.Apply(other => other.Colourspace(Enums.Interpretation.Srgb));
            if (chain.Current.Bands > 3)
                chain.Apply(more => more.ExtractBand(0, n: 3));
            if (chain.Current.Format != Enums.BandFormat.Uchar)
                chain.Apply(wider => wider.Cast(Enums.BandFormat.Uchar));
            return chain.Current;
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    // A profile that is damaged or belongs to another colour space is ignored, as browsers do.
    static Image? FromProfile(Image image)
    {
        try
        {
            return image.IccTransform("srgb", embedded: true, depth: 8);
        }
        catch (VipsException)
        {
            return null;
        }
    }
}
