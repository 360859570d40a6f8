namespace FashionOrleans.Search;

/// <summary>Vectors in the memory of the process.</summary>
sealed unsafe class ProcessVectorMemory : IVectorMemory
{
    public static ProcessVectorMemory Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsMapped => false;

    /// <inheritdoc/>
    public VectorRegion Allocate(long bytes) => new Region(new AlignedMemory<byte>(bytes));

    sealed class Region(AlignedMemory<byte> memory) : VectorRegion((nint)memory.Pointer, memory.Bytes)
    {
        protected override void Dispose(bool disposing)
        {
            // The memory has a finalizer of its own.
            if (disposing)
                memory.Dispose();
        }
    }
}
