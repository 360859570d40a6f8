using FashionOrleans.SampleCatalog;
using Microsoft.Extensions.AI;

namespace FashionOrleans.Packages.Tests.Support;

/// <summary>Pictures of products, drawn from a fixed seed.</summary>
static class Drawn
{
    static readonly IReadOnlyList<SampleProduct> Products = SampleProducts.Create(12, seed: 7);

    public static byte[] Jpeg(int index) => Products[index].RenderJpeg(180, 240);

    public static DataContent Picture(int index) => new(Jpeg(index), "image/jpeg");
}
