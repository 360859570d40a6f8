using System.Diagnostics;
using FashionOrleans.Benchmarks.Search;

namespace FashionOrleans.Benchmarks.Peers;

/// <summary>The plain float32 scan with the machine's widest vectors. A batch is scanned query by query.</summary>
sealed class FloatScanMethod : PeerMethod
{
    FloatScan? _scan;

    public override PeerBuild Build(VectorFile rows)
    {
        var watch = Stopwatch.StartNew();
        _scan = new FloatScan(rows);
        return new(watch.Elapsed.TotalSeconds, _scan.Bytes, "");
    }

    public override Task<int[][]> SearchAsync(ReadOnlyMemory<float[]> queries, int k, PeerRequest request) =>
        Task.FromResult(Array.ConvertAll(queries.ToArray(), query => _scan!.Search(query, k)));

    public override void Dispose() => _scan?.Dispose();
}
