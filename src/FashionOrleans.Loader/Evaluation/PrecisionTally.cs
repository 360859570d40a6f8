namespace FashionOrleans.Loader.Evaluation;

/// <summary>
/// Precision at k of one label set: the right results among the first k of every counted query, divided by k times the
/// number of those queries. A result is right when every label of the set is known and equal to the query's. A query
/// with an unknown label is not counted; a place without a result, or a result with an unknown label, is wrong.
/// </summary>
sealed class PrecisionTally(int k)
{
    long _right;

    /// <summary>Queries counted.</summary>
    public int Queries { get; private set; }

    /// <summary>Queries not counted because a label of theirs is blank.</summary>
    public int BlankQueries { get; private set; }

    /// <summary>In [0, 1]; null when no query was counted.</summary>
    public double? Precision => Queries == 0 ? null : (double)_right / ((long)k * Queries);

    public void Add(QueryOutcome query, LabelSet set, IReadOnlyList<string>? labels)
    {
        if (labels is null)
        {
            BlankQueries++;
            return;
        }

        Queries++;
        foreach (var result in query.Results)
        {
            if (set.Of(name => result.Attributes.GetValueOrDefault(name).ToString())?.SequenceEqual(labels) == true) _right++;
        }
    }
}
