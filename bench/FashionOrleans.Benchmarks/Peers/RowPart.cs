using System.Text;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Peers;

/// <summary>The attribute that filters are about: a number below 10,000 a row, drawn by a hash so that every side gives a row the same one.</summary>
static class RowPart
{
    const int Parts = 10_000;

    /// <summary>SplitMix64 of the row (Steele, Lea, Flood 2014), modulo 10,000.</summary>
    public static int Of(int row)
    {
        var z = (ulong)row + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % Parts);
    }

    public static AttributeSet Attributes(int row) => AttributeSet.Parse(Encoding.UTF8.GetBytes($$"""{"part":{{Of(row)}}}"""));

    /// <summary>The rows whose part is below a limit: 1,000 leaves a tenth of them.</summary>
    public static Filter Below(int limit) => Filter.Parse(Encoding.UTF8.GetBytes($$"""{ "part": { "lt": {{limit}} } }"""));
}
