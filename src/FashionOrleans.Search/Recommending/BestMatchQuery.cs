namespace FashionOrleans.Search;

/// <summary>A question by several examples of which the best match counts; see <see cref="BestMatch"/>.</summary>
public sealed class BestMatchQuery
{
    /// <summary>Examples of what is wanted, at least one: float32[dimension], each of unit length.</summary>
    public required IReadOnlyList<ReadOnlyMemory<float>> Likes { get; init; }

    /// <summary>Examples of what is not wanted: float32[dimension], each of unit length.</summary>
    /// <value>Defaults to none.</value>
    public IReadOnlyList<ReadOnlyMemory<float>> Unlikes { get; init; } = [];

    /// <summary>How many items to return, 1 to <see cref="SearchQuery.MaxK"/>.</summary>
    public required int K { get; init; }

    /// <summary>Only items that satisfy it can be returned.</summary>
    /// <value>Defaults to <see langword="null"/>: every item.</value>
    public Filter? Filter { get; init; }

    /// <inheritdoc cref="SearchQuery.Words"/>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <inheritdoc cref="SearchQuery.Ef"/>
    public int? Ef { get; init; }

    /// <inheritdoc cref="SearchQuery.Exact"/>
    public bool Exact { get; init; }

    /// <summary>Items never to return.</summary>
    /// <value>Defaults to none.</value>
    public IReadOnlyCollection<string> Exclude { get; init; } = [];
}
