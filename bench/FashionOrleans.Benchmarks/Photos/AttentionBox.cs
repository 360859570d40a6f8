using FashionOrleans.Embedding;
using NetVips;

namespace FashionOrleans.Benchmarks.Photos;

/// <summary>The part of a picture that libvips' smart crop keeps by its "attention": edges, skin and saturated colours.</summary>
static class AttentionBox
{
    /// <param name="picture">The encoded picture.</param>
    /// <param name="share">The width and height of the box, as shares of the picture's.</param>
    public static PictureBox Of(byte[] picture, double share)
    {
        using var loaded = Image.NewFromBuffer(picture);
        using var upright = loaded.Autorot();
        var (width, height) = ((int)(upright.Width * share), (int)(upright.Height * share));
        using var cropped = upright.Smartcrop(width, height, interesting: Enums.Interesting.Attention);

        // Of what was cut, libvips keeps where it was, as the place of the old origin.
        return new PictureBox(
            (double)-cropped.Xoffset / upright.Width, (double)-cropped.Yoffset / upright.Height, (double)width / upright.Width, (double)height / upright.Height);
    }
}
