using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Quality;

/// <summary>Several pictures of one articleType in one baseColour as one query: each query of the split with others of its kind, drawn by a seed.</summary>
/// <param name="split">The queries and their labels.</param>
/// <param name="seed">Draws the others.</param>
sealed class ExampleGroups(SplitCatalogue split, int seed)
{
    const int ByTypeAndColour = 2;

    /// <summary>For each query the places of its examples, itself first; null where there are too few of its kind.</summary>
    public int[]?[] Draw(int examples)
    {
        var kinds = split.QueryLabels[ByTypeAndColour];
        var ofKind = Enumerable.Range(0, kinds.Length).Where(query => kinds[query] is not null).ToLookup(query => kinds[query]!);
        var draw = new Random(seed);
        return [.. Enumerable.Range(0, kinds.Length).Select(query => kinds[query] is { } kind && ofKind[kind].Count() >= examples
            ? (int[]?)[query, .. Drawn([.. ofKind[kind].Where(other => other != query)], examples - 1, draw)]
            : null)];
    }

    /// <summary>One query vector for each group, by the server's rule; a row of zeros where there is no group.</summary>
    public static Matrix Means(Matrix queries, int[]?[] groups)
    {
        var means = new Matrix(queries.Rows, queries.Columns);
        for (var query = 0; query < groups.Length; query++)
        {
            if (groups[query] is { } group)
                QueryComposer.Compose([.. group.Select(place => new ReadOnlyMemory<float>(queries.RowSpan(place).ToArray()))], []).CopyTo(means.RowSpan(query));
        }

        return means;
    }

    /// <summary>By the best match among the examples: the lists of the examples, each item by its best score.</summary>
    public static int[]? Best(Neighbours[] found, int[]? group) => group is null
        ? null
        :
        [
            .. group.SelectMany(place => found[place].Rows.Zip(found[place].Scores)).GroupBy(hit => hit.First)
                .OrderByDescending(hits => hits.Max(hit => hit.Second)).ThenBy(hits => hits.Key).Select(hits => hits.Key),
        ];

    static int[] Drawn(int[] from, int count, Random draw)
    {
        draw.Shuffle(from);
        return from[..count];
    }
}
