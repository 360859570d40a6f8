using FashionOrleans.Embedding;
using NetVips;

namespace FashionOrleans.Benchmarks.Photos;

/// <summary>A photo as a part of a larger picture: a quarter of it, before the blurred colours of another photo.</summary>
/// <param name="Picture">The larger picture, a JPEG.</param>
/// <param name="Photo">Where in it the photo is.</param>
sealed record Scene(byte[] Picture, PictureBox Photo)
{
    const double Blur = 12;
    const int Quality = 92;

    /// <param name="photo">The encoded photo.</param>
    /// <param name="ground">The encoded photo whose colours lie behind it.</param>
    /// <param name="draw">Draws the place.</param>
    public static Scene Of(byte[] photo, byte[] ground, Random draw)
    {
        using var front = Upright(photo);
        using var behind = Upright(ground);
        var (width, height) = (2 * front.Width, 2 * front.Height);
        using var stretched = behind.ThumbnailImage(width, height: height, size: Enums.Size.Force);
        using var blurred = stretched.Gaussblur(Blur);
        var (left, top) = (draw.Next(front.Width), draw.Next(front.Height));
        using var scene = blurred.Insert(front, left, top);
        return new Scene(scene.JpegsaveBuffer(q: Quality), new PictureBox((double)left / width, (double)top / height, 0.5, 0.5));
    }

    static Image Upright(byte[] picture)
    {
        using var loaded = Image.NewFromBuffer(picture);
        using var upright = loaded.Autorot();
        using var srgb = upright.Colourspace(Enums.Interpretation.Srgb);
        return srgb.CopyMemory();
    }
}
