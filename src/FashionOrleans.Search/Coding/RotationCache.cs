namespace FashionOrleans.Search;

/// <summary>
/// The coordinates of the latest queries on axes that several indexes share, so that a query which goes to all of them is
/// rotated once. Keyed by the elements of the query. Entries are made once and then reused; a thread that finds a set of entries
/// in use computes for itself instead of waiting.
/// </summary>
sealed unsafe class RotationCache
{
    /// <summary>Entries that a query may be in.</summary>
    const int Ways = 4;

    const int Sets = 32;

    readonly Set[] _sets = new Set[Sets];
    readonly int _stride;
    readonly int _axes;

    /// <param name="stride">Elements of a query, padded.</param>
    /// <param name="axes">How many axes there are.</param>
    public RotationCache(int stride, int axes)
    {
        _stride = stride;
        _axes = axes;
        for (var set = 0; set < Sets; set++)
            _sets[set] = new Set();
    }

    /// <summary>Coordinates of a query on some axes; see <see cref="CodingAxes.Rotate"/>.</summary>
    public void Rotate(PrincipalAxes axes, float* query, int first, Span<double> coordinates)
    {
        var key = new ReadOnlySpan<ulong>(query, _stride / 2);
        var hash = Hash(key);
        var set = _sets[hash % Sets];
        var known = Take(set, hash, key, first, coordinates);
        if (known == coordinates.Length)
            return;
        axes.Compute(query, first + known, coordinates[known..]);
        Put(set, hash, key, first, coordinates);
    }

    /// <summary>Copies the leading ones of the wanted coordinates as far as they are known; returns how many.</summary>
    static int Take(Set set, ulong hash, ReadOnlySpan<ulong> key, int first, Span<double> coordinates)
    {
        if (!set.Gate.TryEnter())
            return 0;
        try
        {
            if (set.Find(hash, key) is not { } entry)
                return 0;
            var known = Math.Clamp(entry.Ready - first, 0, coordinates.Length);
            entry.Coordinates.AsSpan(first, known).CopyTo(coordinates);
            return known;
        }
        finally
        {
            set.Gate.Exit();
        }
    }

    /// <summary>Keeps coordinates that continue those that are there.</summary>
    void Put(Set set, ulong hash, ReadOnlySpan<ulong> key, int first, ReadOnlySpan<double> coordinates)
    {
        if (!set.Gate.TryEnter())
            return;
        try
        {
            var entry = set.Find(hash, key);
            if (entry is null && first == 0)
            {
                entry = set.Entries[set.Next++ % Ways] ??= new Entry(_stride / 2, _axes);
                entry.Hash = hash;
                entry.Ready = 0;
                key.CopyTo(entry.Key);
            }
            if (entry is null || entry.Ready < first || entry.Ready >= first + coordinates.Length)
                return;
            coordinates.CopyTo(entry.Coordinates.AsSpan(first));
            entry.Ready = first + coordinates.Length;
        }
        finally
        {
            set.Gate.Exit();
        }
    }

    /// <summary>Four chains of exclusive or and multiplication, like FNV-1a over words. Equality is decided by comparing the elements.</summary>
    static ulong Hash(ReadOnlySpan<ulong> key)
    {
        const ulong Prime = 0x9E3779B97F4A7C15UL;
        ulong a = 1, b = 2, c = 3, d = 4;
        // A query is padded to a multiple of 16 words.
        for (var i = 0; i < key.Length; i += 4)
        {
            a = (a ^ key[i]) * Prime;
            b = (b ^ key[i + 1]) * Prime;
            c = (c ^ key[i + 2]) * Prime;
            d = (d ^ key[i + 3]) * Prime;
        }
        var hash = (((a ^ (b >> 32)) * Prime ^ c) * Prime ^ d) * Prime;
        return hash ^ (hash >> 32);
    }

    sealed class Set
    {
        public Lock Gate { get; } = new();

        public Entry?[] Entries { get; } = new Entry?[Ways];

        public uint Next { get; set; }

        public Entry? Find(ulong hash, ReadOnlySpan<ulong> key)
        {
            foreach (var entry in Entries)
            {
                if (entry is not null && entry.Hash == hash && key.SequenceEqual(entry.Key))
                    return entry;
            }
            return null;
        }
    }

    sealed class Entry(int words, int axes)
    {
        public ulong Hash { get; set; }

        public ulong[] Key { get; } = new ulong[words];

        public double[] Coordinates { get; } = new double[axes];

        /// <summary>How many leading coordinates are there.</summary>
        public int Ready { get; set; }
    }
}
