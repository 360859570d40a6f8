using System.Text;
using NetVips;

namespace FashionOrleans.SampleCatalog;

/// <summary>Renders SVG to JPEG through libvips.</summary>
static class SvgPicture
{
    /// <summary>
    /// Renders a 3:4 document so that it covers <paramref name="width"/> × <paramref name="height"/> pixels; what another aspect
    /// ratio leaves over is cut off evenly.
    /// </summary>
    /// <param name="svg">The document.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="develop">Changes the picture before it is encoded; it must keep the size.</param>
    /// <returns>A baseline JPEG, 8 bits a channel, sRGB, quality 88.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 16 or more than 4,096 pixels.</exception>
    public static byte[] ToJpeg(string svg, int width, int height, Func<Image, Image>? develop = null)
    {
        RequireSide(width, nameof(width));
        RequireSide(height, nameof(height));
        var scale = Math.Max(width / Drawing.Sheet.Width, height / Drawing.Sheet.Height);

        // A process that also decodes strangers' pictures has blocked this loader; what is drawn here is our own, and those decoders choose
        // their loader by the file's first bytes, never this one.
        Operation.Block("VipsForeignLoadSvg", false);

        // Librsvg rounds the scaled size; a hair more makes sure that the crop finds its pixels.
        using var drawn = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(svg), scale: scale * 1.0005);
        using var opaque = drawn.Flatten(background: [255, 255, 255]);
        using var cropped = opaque.Crop((opaque.Width - width) / 2, (opaque.Height - height) / 2, width, height);
        using var developed = develop?.Invoke(cropped);
        return (developed ?? cropped).JpegsaveBuffer(q: 88);
    }

    static void RequireSide(int pixels, string name)
    {
        if (pixels is < 16 or > 4096)
        {
            throw new ArgumentOutOfRangeException(name, pixels, "A side of a picture is from 16 to 4096 pixels.");
        }
    }
}
