using FashionOrleans.SampleCatalog;

namespace FashionOrleans.Web.Tests.Support;

/// <summary>Pictures of products, drawn from a fixed seed.</summary>
static class Drawn
{
    static readonly IReadOnlyList<SampleProduct> Products = SampleProducts.Create(24, seed: 7);

    public static int Count => Products.Count;

    public static byte[] Jpeg(int index) => Products[index].RenderJpeg(180, 240);

    public static SampleProduct Product(int index) => Products[index];
}
