using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Operations;

/// <summary>Adds up what silos say of how long calls took.</summary>
static class LatencySums
{
    /// <summary>The figures of the last minutes; slots without calls have zeros.</summary>
    /// <param name="slots">The slots of all silos.</param>
    /// <param name="now">The end of the last minutes.</param>
    public static LatencySummary Of(IEnumerable<LatencySlot> slots, DateTimeOffset now)
    {
        var last = LatencyWindow.NumberOf(now);
        var byNumber = slots.ToLookup(slot => slot.Number);
        var numbers = Enumerable.Range(0, LatencyWindow.Slots).Select(i => last - LatencyWindow.Slots + 1 + i).ToArray();
        return new LatencySummary(
            Figures(numbers[0], numbers.SelectMany(number => byNumber[number])), [.. numbers.Select(number => Figures(number, byNumber[number]))]);
    }

    static LatencyFigures Figures(long number, IEnumerable<LatencySlot> slots)
    {
        var counts = new long[LatencyBuckets.Count];
        var failed = 0L;
        foreach (var slot in slots)
        {
            failed += slot.Failed;
            foreach (var (bucket, count) in slot.Buckets.Zip(slot.Counts))
            {
                counts[bucket] += count;
            }
        }

        return new LatencyFigures(
            DateTimeOffset.UnixEpoch + number * LatencyWindow.SlotLength, counts.Sum(), failed, Quantile(counts, 0.5), Quantile(counts, 0.95), Quantile(counts, 0.99));
    }

    /// <summary>The smallest duration that so many of the calls did not exceed.</summary>
    static double Quantile(long[] counts, double quantile)
    {
        var rank = (long)Math.Ceiling(quantile * counts.Sum());
        var seen = 0L;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            seen += counts[bucket];
            if (seen >= rank && seen > 0)
            {
                return LatencyBuckets.Middle(bucket);
            }
        }

        return 0;
    }
}
