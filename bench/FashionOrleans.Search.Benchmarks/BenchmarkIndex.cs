using System.Text;

namespace FashionOrleans.Search.Benchmarks;

/// <summary>An index of drawn vectors with one number, <c>part</c>, from 0 to 999 an item, and queries to it.</summary>
sealed class BenchmarkIndex : IDisposable
{
    public const int Dimension = 128;

    const int Parts = 1000;

    readonly ScanPool _pool = new();

    /// <summary>Loads the rows and learns their coding.</summary>
    /// <exception cref="InvalidOperationException">No coding helps, so there is no certified scan to measure.</exception>
    public BenchmarkIndex(int rows)
    {
        var vectors = ClusteredVectors.Draw(rows, Dimension, seed: 1);
        Index = new VectorIndex(new() { Dimension = Dimension, LearnAutomatically = false }, _pool);
        Index.Apply([.. vectors.Select((vector, row) => new IndexEntry($"{row:D8}", vector, Attributes(row)))], []);
        Index.Optimize();
        if (Index.CodedAxes.Count == 0)
            throw new InvalidOperationException("The index found no coding for the drawn vectors. Draw them with fewer axes.");
        Plain = new SearchQuery { Vector = vectors[0], K = 10 };
        Filtered = new SearchQuery { Vector = vectors[0], K = 10, Filter = Filter.Parse("""{ "part": { "lt": 100 } }"""u8.ToArray()) };
    }

    public VectorIndex Index { get; }

    /// <summary>The ten best of all rows.</summary>
    public SearchQuery Plain { get; }

    /// <summary>The ten best of a tenth of the rows.</summary>
    public SearchQuery Filtered { get; }

    public void Dispose()
    {
        Index.Dispose();
        _pool.Dispose();
    }

    static AttributeSet Attributes(int row) =>
        AttributeSet.Parse(Encoding.UTF8.GetBytes($$"""{"part":{{(uint)row * 2654435761u % Parts}}}"""));
}
