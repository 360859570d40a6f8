using NetVips;

namespace FashionOrleans.SampleCatalog;

/// <summary>
/// A drawn picture as a shopper would take it at home: a garment that the catalogue does not have, on a wall, a bed or a floor, tilted,
/// cut off at the edge, in uneven light, a little soft and noisy.
/// </summary>
public sealed class ShopperPhoto
{
    readonly Func<string> _draw;
    readonly int _noiseSeed;

    internal ShopperPhoto(string id, string caption, string articleType, string baseColour, int noiseSeed, Func<string> draw)
    {
        Id = id;
        Caption = caption;
        ArticleType = articleType;
        BaseColour = baseColour;
        _noiseSeed = noiseSeed;
        _draw = draw;
    }

    /// <summary>A stable name that fits a file name and an address, e.g. <c>striped-t-shirt</c>.</summary>
    public string Id { get; }

    /// <summary>What the picture shows, e.g. <c>Striped T-shirt on a hanger</c>.</summary>
    public string Caption { get; }

    /// <summary>The article type that a good answer consists of.</summary>
    public string ArticleType { get; }

    /// <summary>The base colour that a good answer has.</summary>
    public string BaseColour { get; }

    /// <summary>
    /// The picture as a self-contained SVG document, before softness and noise; drawn anew at every call, always the same.
    /// </summary>
    public string Svg => _draw();

    /// <summary>Renders the picture. Another aspect ratio than 3:4 cuts off what does not fit.</summary>
    /// <param name="width">Pixels, from 16 to 4,096.</param>
    /// <param name="height">Pixels, from 16 to 4,096.</param>
    /// <returns>The bytes of a JPEG file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is out of range.</exception>
    public byte[] RenderJpeg(int width = 480, int height = 640) => SvgPicture.ToJpeg(Svg, width, height, picture =>
    {
        using var soft = picture.Gaussblur(0.6);
        using var noise = Image.Gaussnoise(width, height, mean: 0, sigma: 5, seed: _noiseSeed);
        using var noisy = soft + noise;
        return noisy.Cast(Enums.BandFormat.Uchar);
    });
}
