using System.Numerics;

namespace FashionOrleans.Search;

/// <summary>
/// Exact search that reads a few bytes of most rows. The scan bounds the score of every row from its first level of codes and
/// keeps those that may belong to the answer; <see cref="Finish"/> narrows the bounds of these level by level and scores in full
/// what is left. <c>docs/search.md</c> has the proof that the answer is that of <see cref="PlainScan"/>.
/// </summary>
sealed unsafe class CertifiedScan(int stride) : ScanStrategy
{
    /// <summary>Rows of a block up to which scoring them in full is cheaper than bounding the whole block.</summary>
    const int FewRows = 2;

    /// <summary>Rows that a disk is asked for at once.</summary>
    const int RowsAhead = 32;

    /// <inheritdoc/>
    public override int ScansPerThread => 128;

    /// <summary>Rotates the query for the first level; further ones follow when they are needed.</summary>
    public override void Prepare(Snapshot snapshot, QueryOperation query)
    {
        query.Rotated.Start(snapshot.Coding!, query.Vector, stride);
        query.Rotated.Level(0);
    }

    /// <summary>Bounds the rows of a block for every query of a pass; the codes stay in the cache from one query to the next.</summary>
    public override void ScanBlock(Snapshot snapshot, int block, List<QueryOperation> queries, int slot)
    {
        Span<ulong> mask = stackalloc ulong[RowBlock.MaskWords];
        var sums = stackalloc int[RowBlock.Capacity];
        var estimates = stackalloc float[RowBlock.Capacity];
        var halves = stackalloc float[RowBlock.Capacity];
        foreach (var query in queries)
        {
            if (query.IsAbandoned)
                continue;
            query.Select(snapshot, block, mask);
            var partial = query.Partial(slot);
            var matched = 0;
            foreach (var word in mask)
                matched += BitOperations.PopCount(word);
            partial.Matched += matched;
            if (matched > FewRows)
                BoundRows(snapshot, block, query, partial, mask, sums, estimates, halves);
            else if (matched > 0)
                ScoreRows(snapshot, block, query, partial, mask);
        }
    }

    /// <summary>Narrows the bounds of the candidates and scores those that are left.</summary>
    public override void Finish(Snapshot snapshot, QueryOperation query, QueryPartial found)
    {
        var candidates = found.Candidates;
        if (query.Threshold is { } threshold)
            found.Best.Tell(threshold);
        candidates.Keep(0, Math.Max(found.Lower.Threshold, Reached(query, found)));

        // The rows of highest estimate are most of the answer: their scores give a threshold that is close to the final one.
        var first = Math.Min(query.K, candidates.Count);
        candidates.BringBestToFront(first);
        Prefetch(snapshot, candidates.Items[..first]);
        foreach (ref readonly var candidate in candidates.Items[..first])
        {
            if (candidate.Upper >= Reached(query, found))
                Rescore(snapshot, candidate.Row, query, found);
        }
        candidates.Keep(first, Reached(query, found));

        var times = new PredictedTimes(stride, snapshot.Coding!.Axes.Sharers, snapshot.IsMapped);
        for (var level = 1; level < snapshot.Coding.Levels.Count; level++)
        {
            if (candidates.Count <= times.RowsPerRotation(snapshot.Coding.Levels[level].Width))
                break;
            Narrow(snapshot, level, query, candidates);
            candidates.Keep(0, Reached(query, found));
        }

        candidates.SortByUpper();
        var items = candidates.Items;
        for (var i = 0; i < items.Length && items[i].Upper >= Reached(query, found) && !query.IsAbandoned; i++)
        {
            if (i % RowsAhead == 0)
                Prefetch(snapshot, items[i..Math.Min(i + RowsAhead, items.Length)]);
            Rescore(snapshot, items[i].Row, query, found);
        }
    }

    /// <summary>Has mapped rows read side by side, instead of one after the other as they are scored.</summary>
    static void Prefetch(Snapshot snapshot, ReadOnlySpan<Candidate> candidates)
    {
        if (!snapshot.IsMapped)
            return;
        foreach (ref readonly var candidate in candidates)
            snapshot.Prefetch(candidate.Row);
    }

    /// <summary>A score that k rows are known to reach, here or in all indexes that the question goes to.</summary>
    static double Reached(QueryOperation query, QueryPartial found) =>
        query.Threshold is { } threshold ? Math.Max(threshold.Value, found.Best.Threshold) : found.Best.Threshold;

    static void BoundRows(
        Snapshot snapshot, int block, QueryOperation query, QueryPartial partial, Span<ulong> mask, int* sums, float* estimates, float* halves)
    {
        const int RowsAtATime = 2 * VectorKernels.GroupRows;
        var codes = snapshot.Codes[block];
        var level = snapshot.Coding!.Levels[0];
        var terms = query.Rotated.Level(0);
        var rows = snapshot.RowsIn(block);
        var groups = (rows + RowsAtATime - 1) / RowsAtATime * 2;
        VectorKernels.Best.CodeSums(codes.Codes(0), level.PaddedWidth / VectorKernels.QuadDimensions, groups, terms.High, terms.Low, sums);
        var candidates = stackalloc ulong[RowBlock.MaskWords];
        new Span<ulong>(candidates, RowBlock.MaskWords).Clear();
        var elsewhere = query.Threshold is { } shared ? Rounding.Down(shared.Value) : float.NegativeInfinity;
        VectorKernels.Best.Bound(
            terms.Bounds, sums, codes.Errors(0), codes.Rests(0), (rows + 63) / 64 * 64, Math.Max(elsewhere, partial.Lower.Threshold),
            estimates, halves, candidates);
        for (var word = 0; word < RowBlock.MaskWords; word++)
        {
            for (var bits = candidates[word] & mask[word]; bits != 0; bits &= bits - 1)
            {
                var row = word * 64 + BitOperations.TrailingZeroCount(bits);
                var upper = estimates[row] + halves[row];
                if (upper < partial.Lower.Threshold)
                    continue;
                partial.Candidates.Add(new(block * RowBlock.Capacity + row, estimates[row], upper));
                partial.Lower.Offer(estimates[row] - halves[row]);
            }
        }
    }

    static void ScoreRows(Snapshot snapshot, int block, QueryOperation query, QueryPartial partial, ReadOnlySpan<ulong> mask)
    {
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
                Score(snapshot, block * RowBlock.Capacity + word * 64 + BitOperations.TrailingZeroCount(bits), query, partial);
        }
    }

    /// <summary>Adds a level to the estimates of the candidates, whose bounds become those of all levels so far.</summary>
    internal static void Narrow(Snapshot snapshot, int level, QueryOperation query, CandidateList candidates)
    {
        var width = snapshot.Coding!.Levels[level].PaddedWidth;
        var terms = query.Rotated.Level(level);
        foreach (ref var candidate in candidates.Items)
        {
            var codes = snapshot.Codes[candidate.Row / RowBlock.Capacity];
            var row = candidate.Row % RowBlock.Capacity;
            var sum = VectorKernels.Best.CodeSum(codes.Codes(level) + row * width, terms.High, terms.Low, width);
            var estimate = candidate.Estimate + terms.Offset + (double)terms.Scale * sum;
            var half = codes.Rests(level)[row] * terms.RestWeight;
            for (var l = 0; l <= level; l++)
                half += query.Rotated.Level(l).Slack + codes.Errors(l)[row] * query.Rotated.Level(l).ErrorWeight;
            candidate = new(candidate.Row, estimate, estimate + half);
        }
    }

    static double Score(Snapshot snapshot, int row, QueryOperation query, QueryPartial partial)
    {
        partial.Rescored++;
        var score = snapshot.Blocks[row / RowBlock.Capacity].Score(query.Vector, row % RowBlock.Capacity);
        partial.Best.Offer(score, row);
        return score;
    }

    static void Rescore(Snapshot snapshot, int row, QueryOperation query, QueryPartial found)
    {
        var score = Score(snapshot, row, query, found);
        query.Threshold?.Offer(score);
    }
}
