using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Queries;

/// <summary>The taste of a query's shopper in the vectors that the catalogue has now.</summary>
sealed class ShopperTaste
{
    // So many vectors travel for a query with a shopper, 8 KB each; older opinions weigh a quarter of the newest, or less.
    const int Opinions = 32;
    const int Views = 16;

    readonly Taste? _taste;

    ShopperTaste(Taste? taste, TasteUse? use, ImmutableArray<string> excluded)
    {
        (_taste, Use, Excluded) = (taste, use, excluded);
    }

    /// <summary>What went into the taste; null for a query without a shopper.</summary>
    public TasteUse? Use { get; }

    /// <summary>Items not to show: what the shopper dislikes, and where only the taste is asked for, all that the shopper knows.</summary>
    public ImmutableArray<string> Excluded { get; }

    /// <summary>Whether there is something to look for without an example.</summary>
    public bool HasDirection => _taste is { HasWanted: true };

    public static async Task<ShopperTaste> ReadAsync(
        IGrainFactory grains, FanOut fanOut, string catalog, RecommendationQuery query, CancellationToken stop)
    {
        if (query.Shopper is not { } shopper)
        {
            return new ShopperTaste(null, null, []);
        }

        var marks = await grains.GetGrain<IShopperGrain>(shopper).GetTasteAsync(catalog, stop).WaitAsync(stop);
        var (likes, dislikes, views) = (
            Newest(marks, ShopperEventKind.Like, Opinions), Newest(marks, ShopperEventKind.Dislike, Opinions), Newest(marks, ShopperEventKind.View, Views));
        var wanted = likes.Concat(dislikes).Concat(views).Distinct(StringComparer.Ordinal);

        // Items that were deleted have no vector any more, and no say.
        var vectors = (await fanOut.FindVectorsAsync(wanted, stop)).ToDictionary(
            item => item.Id, item => MemoryMarshal.Cast<byte, float>(item.Vector.Span).ToArray(), StringComparer.Ordinal);
        float[][] VectorsOf(string[] ids) => [.. ids.Where(vectors.ContainsKey).Select(id => vectors[id])];
        var (liked, disliked, viewed) = (VectorsOf(likes), VectorsOf(dislikes), VectorsOf(views));
        return new ShopperTaste(
            Taste.Of(liked, disliked, viewed),
            new TasteUse(liked.Length, disliked.Length, viewed.Length, query.Like.IsDefaultOrEmpty ? 1 : query.ShopperWeight),
            [.. marks.Where(mark => query.Like.IsDefaultOrEmpty || mark.Kind == ShopperEventKind.Dislike).Select(mark => mark.Item).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>What to look for: the examples with the taste blended into each, or where there are none, the taste, if there is one.</summary>
    public float[][] Blend(float[][] likes, double weight) =>
        _taste is not { } taste ? likes
        : likes.Length == 0 ? (taste.HasWanted ? [taste.Direction] : [])
        : Array.ConvertAll(likes, like => taste.Blend(like, weight));

    static string[] Newest(ImmutableArray<ShopperMark> marks, ShopperEventKind kind, int count) =>
        [.. marks.Where(mark => mark.Kind == kind).Take(count).Select(mark => mark.Item)];
}
