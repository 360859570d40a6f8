namespace FashionOrleans.Search;

/// <summary>A region of a mapped file.</summary>
sealed class MappedRegion(MappedVectorMemory memory, MappedSegment segment, nint address) : VectorRegion(address, segment.RegionBytes)
{
    int _returned;

    ~MappedRegion() => Dispose(false);

    /// <inheritdoc/>
    public override void Rest() => PageAdvice.Drop(Address, Bytes);

    /// <inheritdoc/>
    public override void Prefetch(long offset, long count) => PageAdvice.Prefetch(Address + (nint)offset, count);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0)
            memory.Free(segment, Address);
    }
}
