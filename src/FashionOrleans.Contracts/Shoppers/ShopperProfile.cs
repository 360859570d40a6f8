using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>All that is kept of a shopper's taste; nothing for one that was never heard of, or was forgotten.</summary>
/// <param name="Marks">
/// The newest first. At most one opinion and one view an item; at most <see cref="MaxLikes"/> likes, as many dislikes, and
/// <see cref="MaxViews"/> views: the oldest go first.
/// </param>
[GenerateSerializer, Immutable]
public sealed record ShopperProfile(ImmutableArray<ShopperMark> Marks)
{
    /// <summary>The most likes that are kept of a shopper, over all catalogues; the most dislikes as well.</summary>
    public const int MaxLikes = 300;

    /// <summary>The most views that are kept of a shopper, over all catalogues.</summary>
    public const int MaxViews = 100;

    /// <summary>The most marks that are kept of a shopper.</summary>
    public const int MaxMarks = 2 * MaxLikes + MaxViews;
}
