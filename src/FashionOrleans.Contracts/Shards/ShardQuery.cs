using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>A k-NN query over shards: the items nearest to one vector, or the best matches of several.</summary>
/// <param name="Like">What to be near to, one or more, or none where words rank: unit vectors, little-endian <c>float32[dimension]</c>. Of several, the best match counts.</param>
/// <param name="Unlike">What not to be near to; unit vectors as well.</param>
/// <param name="K">How many items to return at most.</param>
/// <param name="Filter">The filter as UTF-8 JSON, see docs/api.md; empty when there is none.</param>
/// <param name="Exclude">Ids that must not be among the results.</param>
/// <param name="Ef">How many candidates a graph index keeps on its way; null: its own choice.</param>
/// <param name="Exact">Whether a graph index is to be passed by.</param>
[GenerateSerializer, Immutable]
public sealed record ShardQuery(
    ImmutableArray<ReadOnlyMemory<byte>> Like,
    ImmutableArray<ReadOnlyMemory<byte>> Unlike,
    int K,
    ReadOnlyMemory<byte> Filter,
    ImmutableArray<string> Exclude,
    int? Ef,
    bool Exact)
{
    /// <summary>The words to look for; null for none. Without <see cref="Like"/> they alone rank.</summary>
    [Id(7)]
    public ShardText? Text { get; init; }

    /// <summary>Fields whose values are to be counted.</summary>
    [Id(8)]
    public ImmutableArray<string> Facets { get; init; } = [];
}
