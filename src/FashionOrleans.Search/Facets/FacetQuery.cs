namespace FashionOrleans.Search;

/// <summary>A question to an index: how often the values of some fields occur.</summary>
public sealed class FacetQuery
{
    /// <summary>The most fields of one question.</summary>
    public const int MaxFields = 32;

    /// <summary>The most different keywords and tags that are counted in a field; a field with more is no facet.</summary>
    public const int MaxValues = 5_000;

    /// <summary>The fields to count.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Only items that satisfy it are counted; null for every item.</summary>
    public Filter? Filter { get; init; }

    /// <summary>Words, as <see cref="WordReader"/> makes them, that an item must hold to be counted; none for any item.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether one of <see cref="Words"/> is enough.</summary>
    public bool AnyWord { get; init; }
}
