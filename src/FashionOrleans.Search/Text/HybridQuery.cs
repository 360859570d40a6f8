namespace FashionOrleans.Search;

/// <summary>A question by words and, where there are any, by examples; see <see cref="HybridSearch"/>.</summary>
public sealed class HybridQuery
{
    /// <summary>Liked examples, float32[dimension] of unit length each; none to rank by words alone.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Likes { get; init; } = [];

    /// <summary>Disliked examples.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Unlikes { get; init; } = [];

    /// <summary>The words and what each weighs.</summary>
    public required TextQuery Text { get; init; }

    /// <summary>What the relevance of the words weighs beside the examples, 0 or more.</summary>
    public required double Weight { get; init; }

    /// <summary>Whether an item must hold all of the words; else any item may come that the examples bring, and without examples any that holds one.</summary>
    public required bool Narrows { get; init; }

    /// <summary>How many items to return, 1 to <see cref="SearchQuery.MaxK"/>.</summary>
    public required int K { get; init; }

    /// <summary>Only items that satisfy it can be returned; null for every item.</summary>
    public Filter? Filter { get; init; }

    /// <summary>Items never to return.</summary>
    public IReadOnlyCollection<string> Exclude { get; init; } = [];

    /// <summary>As in <see cref="SearchQuery.Ef"/>.</summary>
    public int? Ef { get; init; }

    /// <summary>As in <see cref="SearchQuery.Exact"/>.</summary>
    public bool Exact { get; init; }
}
