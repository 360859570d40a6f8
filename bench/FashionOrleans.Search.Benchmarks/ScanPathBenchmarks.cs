using BenchmarkDotNet.Attributes;

namespace FashionOrleans.Search.Benchmarks;

/// <summary>
/// The scan of one query over one snapshot, without the answer: rotation, bounds of all blocks, rescoring. It allocates nothing.
/// </summary>
public class ScanPathBenchmarks : IDisposable
{
    BenchmarkIndex _index = null!;
    ScanStrategy _strategy = null!;
    Snapshot _snapshot = null!;
    QueryOperation _plain = null!;
    QueryOperation _filtered = null!;
    List<QueryOperation> _plainPass = null!;
    List<QueryOperation> _filteredPass = null!;

    [Params(2_000, 20_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Load()
    {
        _index = new BenchmarkIndex(Rows);
        var stride = VectorMath.PaddedLength(BenchmarkIndex.Dimension);
        _strategy = new CertifiedScan(stride);
        _plainPass = [_plain = Start(_index.Plain)];
        _filteredPass = [_filtered = Start(_index.Filtered)];
        _snapshot = _index.Index.AcquireFor(_plainPass);
        _plain.Prepare(_snapshot, 1);
        _filtered.Prepare(_snapshot, 1);

        QueryOperation Start(SearchQuery query)
        {
            var operation = new QueryOperation(stride, _ => { });
            operation.Start(query, CancellationToken.None);
            return operation;
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _snapshot.Release();
        _plain.Dispose();
        _filtered.Dispose();
        _index.Dispose();
    }

    [Benchmark]
    public void Certified() => Scan(_plain, _plainPass);

    /// <summary>The filter was bound to the fields of the snapshot beforehand: that makes a predicate, by design.</summary>
    [Benchmark]
    public void CertifiedFiltered() => Scan(_filtered, _filteredPass);

    void Scan(QueryOperation query, List<QueryOperation> pass)
    {
        query.Partial(0).Reset(query.K, _snapshot);
        _strategy.Prepare(_snapshot, query);
        for (var block = 0; block < _snapshot.Blocks.Length; block++)
            _strategy.ScanBlock(_snapshot, block, pass, 0);
        _strategy.Finish(_snapshot, query, query.Merge());
    }
}
