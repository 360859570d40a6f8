namespace FashionOrleans.Search;

/// <summary>
/// An item of a seeded sample. The sample of several indexes together is the items of lowest rank among theirs, whatever the
/// division of the items over the indexes.
/// </summary>
/// <param name="Id">The item.</param>
/// <param name="Rank">A hash of the seed and the id.</param>
public readonly record struct SampledItem(string Id, ulong Rank);
