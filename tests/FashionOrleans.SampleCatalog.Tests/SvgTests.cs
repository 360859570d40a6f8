using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FashionOrleans.SampleCatalog.Tests;

public partial class SvgTests
{
    [Fact]
    public void Every_product_is_a_self_contained_document() =>
        Assert.All(SampleProducts.Create(), product => RequireSelfContained(product.Svg));

    [Fact]
    public void Every_shopper_photo_is_a_self_contained_document() =>
        Assert.All(ShopperPhotos.Create(), photo => RequireSelfContained(photo.Svg));

    static void RequireSelfContained(string svg)
    {
        var document = XDocument.Parse(svg);
        var ids = document.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        var references = document.Descendants().Attributes()
            .SelectMany(attribute => attribute.Name.LocalName == "href" ? [attribute.Value] : Reference().Matches(attribute.Value)
            .Select(match => match.Groups[1].Value))
            .Select(reference => reference.TrimStart('#'));

        Assert.Equal("0 0 480 640", document.Root?.Attribute("viewBox")?.Value);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Empty(references.Except(ids));

        // Text would need fonts, an image a file, a filter time.
        Assert.Empty(document.Descendants().Select(element => element.Name.LocalName)
            .Intersect(["text", "image", "filter", "script", "style"]));
    }

    [Fact]
    public void No_number_is_broken() => Assert.All(SampleProducts.Create(), product =>
    {
        Assert.DoesNotContain("NaN", product.Svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", product.Svg, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", product.Svg, StringComparison.Ordinal);
    });

    [GeneratedRegex(@"url\((#[^)]+)\)")]
    private static partial Regex Reference();
}
