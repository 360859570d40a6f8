namespace FashionOrleans.Grains.Shards;

/// <summary>What the shards of a silo may use: section <c>FashionOrleans:Search</c>.</summary>
public sealed class ShardEngineOptions
{
    /// <summary>The folder for the vectors of catalogues with <c>vectorStorage: mapped</c>; on a local disk, for this silo alone.</summary>
    /// <value>Default: <c>fashionorleans-vectors</c> in the folder for temporary files.</value>
    public string VectorCache { get; set; } = Path.Combine(Path.GetTempPath(), "fashionorleans-vectors");

    /// <summary>Neighbours a row of a graph index links to when it is inserted.</summary>
    /// <value>Default: 16. Allowed: 2 to 64.</value>
    public int GraphM { get; set; } = 16;

    /// <summary>Candidates that an insertion into a graph index keeps in view: more make a better graph more slowly.</summary>
    /// <value>Default: 100. Allowed: <see cref="GraphM"/> to 10,000.</value>
    public int GraphEfConstruction { get; set; } = 100;

    /// <summary>Candidates that a query over a graph index keeps in view unless it says otherwise.</summary>
    /// <value>Default: 64. Allowed: 1 to 10,000.</value>
    public int GraphEf { get; set; } = 64;

    /// <summary>One in so many queries over a graph index is answered again exactly, to measure the recall; 0 for none.</summary>
    /// <value>Default: 100.</value>
    public int GraphRecallSampling { get; set; } = 100;
}
