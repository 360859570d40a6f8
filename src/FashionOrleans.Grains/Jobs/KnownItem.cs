using FashionOrleans.Ingest.Fetching;

namespace FashionOrleans.Grains.Jobs;

/// <summary>What is there of an item before a row of a feed is looked at.</summary>
/// <param name="Revision">The item's revision; null where there is no such item, or one without.</param>
/// <param name="Tag">What the picture's server said of the file that was stored under that revision; null where nothing is known.</param>
sealed record KnownItem(string? Revision, PictureTag? Tag)
{
    public static KnownItem Nothing { get; } = new(null, null);
}
