namespace FashionOrleans.Search;

/// <summary>Learning after a bulk load, on a thread of low priority.</summary>
sealed class LearningWork(VectorIndex index) : IScanWork
{
    /// <inheritdoc/>
    public void Run()
    {
        try
        {
            index.Learn(CancellationToken.None);
            // The upkeep may have come while the learning went on, and left.
            index.RequestGraphUpkeep();
        }
        catch (Exception e) when (e is ObjectDisposedException or OutOfMemoryException)
        {
            // The index is gone, or goes on with the codes that it has.
        }
    }
}
