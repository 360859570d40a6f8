namespace FashionOrleans.Loader.Evaluation;

/// <summary>What the catalogue holds for a query, without the query itself and its exact duplicates.</summary>
/// <param name="OfSet">Items that carry the query's labels, one entry a label set; null where a label is blank or the catalogue cannot count.</param>
/// <param name="OfGrade">Items that share exactly so many of the query's labels as the index says; null when the catalogue cannot count.</param>
sealed record RelevantItems(IReadOnlyList<long?> OfSet, IReadOnlyList<long>? OfGrade)
{
    public static RelevantItems Unknown(int sets) => new(new long?[sets], null);
}
