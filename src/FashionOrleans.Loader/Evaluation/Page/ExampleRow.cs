namespace FashionOrleans.Loader.Evaluation.Page;

/// <summary>A query that the page may show.</summary>
/// <param name="Query">The query with its results.</param>
/// <param name="Hits">Its right results among the first k, by the first label set.</param>
/// <param name="Ndcg">Its nDCG at k, 0 when it is not known.</param>
/// <param name="Draw">In [0, 1): decides among equals, and which are the random ones.</param>
sealed record ExampleRow(QueryOutcome Query, int Hits, double Ndcg, double Draw);
