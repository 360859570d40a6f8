using System.Numerics;

namespace FashionOrleans.Search;

/// <summary>Live rows of a snapshot at even distances, from which a coding is learnt.</summary>
static class RowSample
{
    public static Matrix Draw(Snapshot snapshot, int dimension, int most)
    {
        var count = Math.Min(most, snapshot.LiveCount);
        var sample = new Matrix(count, dimension);
        int seen = 0, taken = 0;
        for (var word = 0; word < snapshot.Live.Length && taken < count; word++)
        {
            for (var bits = snapshot.Live[word]; bits != 0 && taken < count; bits &= bits - 1)
            {
                // Row number `seen` of the live ones opens the next of `count` equal shares.
                if ((long)seen++ * count / snapshot.LiveCount < taken)
                    continue;
                var row = word * 64 + BitOperations.TrailingZeroCount(bits);
                snapshot.Blocks[row / RowBlock.Capacity].CopyVector(row % RowBlock.Capacity, sample.RowSpan(taken++)[..dimension]);
            }
        }
        return sample;
    }
}
