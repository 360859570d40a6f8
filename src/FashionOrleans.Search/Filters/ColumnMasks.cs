using System.Runtime.Intrinsics;

namespace FashionOrleans.Search;

/// <summary>
/// Comparisons of a whole column of a block, a bit a row. Rows that the reader may not look at are compared as well: their bits are nobody's.
/// Where the processor has no 512-bit vectors the runtime makes each of narrower ones.
/// </summary>
static class ColumnMasks
{
    /// <summary>The rows whose number lies between two bounds, both included; NaN lies nowhere.</summary>
    public static void Between(ReadOnlySpan<double> column, double minimum, double maximum, Span<ulong> mask)
    {
        var (low, high) = (Vector512.Create(minimum), Vector512.Create(maximum));
        for (var word = 0; word < mask.Length; word++)
        {
            var bits = 0UL;
            for (var row = 0; row < 64; row += Vector512<double>.Count)
            {
                var numbers = Vector512.Create(column.Slice(word * 64 + row, Vector512<double>.Count));
                var isIn = Vector512.GreaterThanOrEqual(numbers, low) & Vector512.LessThanOrEqual(numbers, high);
                bits |= isIn.ExtractMostSignificantBits() << row;
            }
            mask[word] = bits;
        }
    }

    /// <summary>The rows with a dictionary code.</summary>
    public static void Equal(ReadOnlySpan<int> column, int code, Span<ulong> mask)
    {
        var wanted = Vector512.Create(code);
        for (var word = 0; word < mask.Length; word++)
        {
            var bits = 0UL;
            for (var row = 0; row < 64; row += Vector512<int>.Count)
            {
                var codes = Vector512.Create(column.Slice(word * 64 + row, Vector512<int>.Count));
                bits |= Vector512.Equals(codes, wanted).ExtractMostSignificantBits() << row;
            }
            mask[word] = bits;
        }
    }
}
