namespace FashionOrleans.Search;

/// <summary>A hash of a seed and an id that is the same in every process.</summary>
static class SampleRank
{
    public static ulong Of(long seed, ReadOnlySpan<char> id)
    {
        // FNV-1a over the UTF-16 units, then the finalizer of SplitMix64, since FNV alone leaves the high bits of short ids alike.
        var hash = 14695981039346656037UL ^ (ulong)seed;
        foreach (var unit in id)
            hash = (hash ^ unit) * 1099511628211UL;
        hash += 0x9E3779B97F4A7C15UL + (ulong)seed;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
