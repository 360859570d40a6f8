namespace FashionOrleans.SampleCatalog;

/// <summary>A drawn product: attributes as a catalogue would have them, and its picture as SVG.</summary>
public sealed class SampleProduct
{
    readonly Func<string> _draw;

    internal SampleProduct(string id, OrderedDictionary<string, object> attributes, Func<string> draw)
    {
        Id = id;
        Attributes = attributes;
        _draw = draw;
    }

    /// <summary>
    /// The keys of <see cref="Attributes"/> in their order: the columns of the Fashion Product Images data set, and <c>pattern</c> and
    /// <c>price</c> among them.
    /// </summary>
    public static IReadOnlyList<string> AttributeNames { get; } =
    [
        "gender", "masterCategory", "subCategory", "articleType", "baseColour", "pattern", "season", "usage", "price", "productDisplayName",
    ];

    /// <summary>The product's id: decimal digits, unique in its catalogue.</summary>
    public string Id { get; }

    /// <summary>What a shop would print above the price; the same as attribute <c>productDisplayName</c>.</summary>
    public string Name => (string)Attributes["productDisplayName"];

    /// <summary>
    /// A value for each of <see cref="AttributeNames"/>, in that order: the price is a <see cref="double"/>, all others are strings.
    /// </summary>
    public IReadOnlyDictionary<string, object> Attributes { get; }

    /// <summary>
    /// The picture: a self-contained SVG document of 480 × 640 units, without text, so that it needs no fonts. Drawn anew at every
    /// call (a millisecond or two, tens of kilobytes), always the same.
    /// </summary>
    public string Svg => _draw();

    /// <summary>Renders the picture. Another aspect ratio than 3:4 cuts off what does not fit.</summary>
    /// <param name="width">Pixels, from 16 to 4,096.</param>
    /// <param name="height">Pixels, from 16 to 4,096.</param>
    /// <returns>The bytes of a JPEG file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is out of range.</exception>
    public byte[] RenderJpeg(int width = 480, int height = 640) => SvgPicture.ToJpeg(Svg, width, height);
}
