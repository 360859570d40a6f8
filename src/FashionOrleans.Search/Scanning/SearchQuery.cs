namespace FashionOrleans.Search;

/// <summary>A question to an index: the k items whose vectors have the highest inner product with a vector.</summary>
public sealed class SearchQuery
{
    /// <summary>The largest <see cref="K"/>.</summary>
    public const int MaxK = 10_000;

    /// <summary>float32[dimension], finite; of unit length when scores are to be cosines. Read before the search call returns.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>How many items to return, 1 to <see cref="MaxK"/>.</summary>
    public required int K { get; init; }

    /// <summary>Only items that satisfy it can be returned.</summary>
    /// <value>Defaults to <see langword="null"/>: every item.</value>
    public Filter? Filter { get; init; }

    /// <summary>Words, as <see cref="WordReader"/> makes them, that an item must hold all of to be returned.</summary>
    /// <value>Defaults to none: every item.</value>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>
    /// Candidates that a walk through the graph index keeps in view, 1 to <see cref="GraphOptions.MaxEf"/>; at least <see cref="K"/> are
    /// kept. More find more of the best items and take longer. Without meaning for an exact answer.
    /// </summary>
    /// <value>Defaults to <see langword="null"/>: <see cref="GraphOptions.DefaultEf"/>.</value>
    public int? Ef { get; init; }

    /// <summary>Whether the answer must be exact although the index has a graph.</summary>
    /// <value>Defaults to <see langword="false"/>.</value>
    public bool Exact { get; init; }

    /// <summary>Items never to return. Ids that the index does not hold are ignored.</summary>
    /// <value>Defaults to none.</value>
    public IReadOnlyCollection<string> Exclude { get; init; } = [];

    /// <summary>What the searches of the same question in other indexes of this process have found so far; see there for what it changes.</summary>
    /// <value>Defaults to <see langword="null"/>: the answer of this index is complete by itself.</value>
    public SharedThreshold? Threshold { get; init; }
}
