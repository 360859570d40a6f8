namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>What the shop carries, and in which order it stands in the catalogue.</summary>
static class Assortment
{
    /// <summary>Every kind, family by family.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        .. Tops.Kinds, .. Shirts.Kinds, .. Knitwear.Kinds, .. Dresses.Kinds, .. Bottoms.Kinds, .. Jackets.Kinds, .. Suits.Kinds,
        .. Sneakers.Kinds, .. DressShoes.Kinds, .. HeelsAndSandals.Kinds, .. Bags.Kinds, .. Backpacks.Kinds, .. Accessories.Kinds,
        .. WatchesAndEyewear.Kinds, .. Jewellery.Kinds,
    ];

    /// <summary>
    /// Endless rounds over all kinds, each as often as its share and every round newly shuffled: any few products are a mixed lot, and a
    /// few hundred hold every kind.
    /// </summary>
    public static IEnumerable<Kind> Kinds(int seed)
    {
        var round = All.SelectMany(kind => Enumerable.Repeat(kind, kind.Share)).ToArray();
        for (var number = 0; ; number++)
        {
            var shuffled = (Kind[])round.Clone();
            SeededRandom.For(seed, -1 - number).Shuffle(shuffled);
            foreach (var kind in shuffled)
            {
                yield return kind;
            }
        }
    }
}
