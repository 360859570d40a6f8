namespace FashionOrleans.Search;

/// <summary>A way to answer the queries of a pass over a snapshot. Several threads scan at once, each with a slot of its own.</summary>
abstract class ScanStrategy
{
    /// <summary>Scans of a block by a query for which a further thread is worth waking: about a tenth of a millisecond.</summary>
    public abstract int ScansPerThread { get; }

    /// <summary>Readies a query, before anything is scanned for it.</summary>
    public abstract void Prepare(Snapshot snapshot, QueryOperation query);

    /// <summary>Scans the rows of a block for every query of a pass.</summary>
    public abstract void ScanBlock(Snapshot snapshot, int block, List<QueryOperation> queries, int slot);

    /// <summary>Leaves in <paramref name="found"/>, the merged finds of all slots, the k best rows and their scores.</summary>
    public abstract void Finish(Snapshot snapshot, QueryOperation query, QueryPartial found);
}
