namespace FashionOrleans.Search;

/// <summary>
/// Where each live id is: open addressing with linear probing in unmanaged memory. A slot of 8 bytes holds 32 bits of hash and
/// the row; the id itself is in the block. The home of a hash is its share of the capacity, which may therefore be any number and
/// grows by two fifths: 10 to 14 bytes an id.
/// </summary>
/// <param name="blocks">The rows, those of the map and more.</param>
sealed unsafe class IdMap(List<RowBlock> blocks) : IDisposable
{
    const int FirstCapacity = 64;

    AlignedMemory<Slot> _slots = new(FirstCapacity);

    /// <param name="Hash">All of the hash, so that growing does not read ids.</param>
    /// <param name="Next">One more than the row; 0 in an empty slot.</param>
    readonly record struct Slot(uint Hash, uint Next)
    {
        public int Row => (int)(Next - 1);

        public bool IsEmpty => Next == 0;
    }

    public int Count { get; private set; }

    public long MemoryBytes => _slots.Bytes;

    public bool TryGet(ReadOnlySpan<char> id, out int row)
    {
        var slot = _slots.Pointer[Find(id, Hash(id))];
        row = slot.Row;
        return !slot.IsEmpty;
    }

    /// <summary>Makes sure that <see cref="Exchange"/> succeeds until there are so many ids.</summary>
    public void Reserve(long count)
    {
        var capacity = _slots.Length;
        while (count > capacity / 5 * 4)
            capacity = capacity / 5 * 7;
        if (capacity == _slots.Length)
            return;
        var old = _slots;
        _slots = new(capacity);
        for (var i = 0L; i < old.Length; i++)
        {
            var slot = old.Pointer[i];
            if (slot.IsEmpty)
                continue;
            var at = Home(slot.Hash);
            while (!_slots.Pointer[at].IsEmpty)
                at = After(at);
            _slots.Pointer[at] = slot;
        }
        old.Dispose();
    }

    /// <summary>Sets the row of an id.</summary>
    /// <returns>Whether the id was there, in the row <paramref name="previous"/>.</returns>
    public bool Exchange(ReadOnlySpan<char> id, int row, out int previous)
    {
        var hash = Hash(id);
        ref var slot = ref _slots.Pointer[Find(id, hash)];
        previous = slot.Row;
        var existed = !slot.IsEmpty;
        slot = new(hash, (uint)row + 1);
        Count += existed ? 0 : 1;
        return existed;
    }

    public bool Remove(ReadOnlySpan<char> id, out int row)
    {
        var hole = Find(id, Hash(id));
        row = _slots.Pointer[hole].Row;
        if (_slots.Pointer[hole].IsEmpty)
            return false;
        // Whatever was pushed past the hole moves up, so that a search never meets an empty slot before its id (D. E. Knuth, "The
        // Art of Computer Programming", volume 3, 6.4, algorithm R).
        for (var at = After(hole); !_slots.Pointer[at].IsEmpty; at = After(at))
        {
            var slot = _slots.Pointer[at];
            if (Distance(Home(slot.Hash), at) < Distance(hole, at))
                continue;
            _slots.Pointer[hole] = slot;
            hole = at;
        }
        _slots.Pointer[hole] = default;
        Count--;
        return true;
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>Seeded by the process, so that nobody can choose ids that collide.</summary>
    static uint Hash(ReadOnlySpan<char> id) => (uint)string.GetHashCode(id);

    /// <summary>The slot of an id, or the empty slot where it belongs.</summary>
    long Find(ReadOnlySpan<char> id, uint hash)
    {
        var at = Home(hash);
        while (_slots.Pointer[at] is { IsEmpty: false } slot && !(slot.Hash == hash && IdOf(slot.Row).Equals(id)))
            at = After(at);
        return at;
    }

    RowId IdOf(int row) => blocks[row / RowBlock.Capacity].Id(row % RowBlock.Capacity);

    long Home(uint hash) => (long)((ulong)hash * (ulong)_slots.Length >> 32);

    long After(long slot) => slot + 1 == _slots.Length ? 0 : slot + 1;

    long Distance(long from, long to) => to >= from ? to - from : to - from + _slots.Length;
}
