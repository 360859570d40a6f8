namespace FashionOrleans.Search;

/// <summary>What a batch changed.</summary>
/// <param name="Added">Items that were not there before.</param>
/// <param name="Replaced">Items that were there and have new content.</param>
/// <param name="Deleted">Items that were there and are gone.</param>
public readonly record struct ApplyResult(int Added, int Replaced, int Deleted);
