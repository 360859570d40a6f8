namespace FashionOrleans.Search;

/// <summary>Where an index keeps its full vectors. Safe to use from several threads.</summary>
public interface IVectorMemory
{
    /// <summary>Whether the bytes are a file's, so that they need not fit the memory and a first look at them may wait for the disk.</summary>
    bool IsMapped { get; }

    /// <summary>Takes a region for a block of vectors.</summary>
    /// <param name="bytes">Its size, a multiple of 16,384.</param>
    /// <returns>A region of that size; what it holds is undefined.</returns>
    /// <exception cref="VectorMemoryException">There is no room.</exception>
    VectorRegion Allocate(long bytes);
}
