using NetVips;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>Pictures as cameras store them.</summary>
static class Oriented
{
    /// <summary>The inverse of what EXIF 2.32, tag 0x0112, asks a viewer to do.</summary>
    public static Image Stored(Image upright, int orientation) => orientation switch
    {
        1 => upright.Copy(),
        2 => upright.FlipHor(),
        3 => upright.Rot180(),
        4 => upright.FlipVer(),
        5 => upright.Rot90().FlipHor(),
        6 => upright.Rot270(),
        7 => upright.Rot270().FlipHor(),
        8 => upright.Rot90(),
        _ => throw new ArgumentOutOfRangeException(nameof(orientation)),
    };
}
