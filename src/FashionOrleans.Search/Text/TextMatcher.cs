using System.Numerics;

namespace FashionOrleans.Search;

/// <summary>Finds the rows of a snapshot that hold words.</summary>
static class TextMatcher
{
    /// <summary>A bit for each row that holds all of the words; dead rows included.</summary>
    public static ulong[] HoldersOfAll(Snapshot snapshot, IReadOnlyList<string> words)
    {
        ulong[]? all = null;
        foreach (var word in words)
        {
            var holders = new ulong[Snapshot.LiveWords(snapshot.Rows)];
            Mark(snapshot, word, holders);
            for (var i = 0; all is not null && i < all.Length; i++)
                holders[i] &= all[i];
            all = holders;
        }
        return all ?? [];
    }

    /// <summary>A bit for each row that holds any of the words; dead rows included.</summary>
    public static ulong[] HoldersOfAny(Snapshot snapshot, IReadOnlyList<string> words)
    {
        var holders = new ulong[Snapshot.LiveWords(snapshot.Rows)];
        foreach (var word in words)
            Mark(snapshot, word, holders);
        return holders;
    }

    /// <summary>The relevance of each row that holds any of the words; dead rows included.</summary>
    public static Dictionary<int, double> Score(Snapshot snapshot, TextQuery query)
    {
        var scores = new Dictionary<int, double>();
        for (var word = 0; word < query.Words.Count; word++)
        {
            if (snapshot.Fields.Text.Find(query.Words[word]) is not { } postings)
                continue;
            var (rows, counts) = postings.Below(snapshot.Rows);
            for (var i = 0; i < rows.Length; i++)
            {
                var row = rows.Span[i];
                scores[row] = scores.GetValueOrDefault(row) + query.Relevance(word, counts.Span[i], snapshot.Fields.Text.LengthOf(row));
            }
        }
        return scores;
    }

    /// <summary>Counts words over the live rows.</summary>
    public static TextCounts Count(Snapshot snapshot, IReadOnlyList<string> words)
    {
        var length = 0L;
        for (var word = 0; word < snapshot.Live.Length; word++)
        {
            for (var bits = snapshot.Live[word]; bits != 0; bits &= bits - 1)
                length += snapshot.Fields.Text.LengthOf(word * 64 + BitOperations.TrailingZeroCount(bits));
        }
        return new(snapshot.LiveCount, length, [.. words.Select(word => CountHolders(snapshot, word))]);
    }

    static void Mark(Snapshot snapshot, string word, ulong[] holders)
    {
        if (snapshot.Fields.Text.Find(word) is not { } postings)
            return;
        foreach (var row in postings.Below(snapshot.Rows).Rows.Span)
            holders[row >> 6] |= 1UL << (row & 63);
    }

    static long CountHolders(Snapshot snapshot, string word)
    {
        if (snapshot.Fields.Text.Find(word) is not { } postings)
            return 0;
        var holders = 0L;
        foreach (var row in postings.Below(snapshot.Rows).Rows.Span)
            holders += snapshot.IsLive(row) ? 1 : 0;
        return holders;
    }
}
