using BenchmarkDotNet.Attributes;

namespace FashionOrleans.Search.Benchmarks;

/// <summary>A whole search with its answer. What it allocates is the answer (and a bound filter): the same for ten times the rows.</summary>
public class SearchBenchmarks : IDisposable
{
    BenchmarkIndex _index = null!;

    [Params(2_000, 20_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Load() => _index = new BenchmarkIndex(Rows);

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _index.Dispose();
    }

    [Benchmark]
    public async Task<SearchResult> Search() => await _index.Index.SearchAsync(_index.Plain);

    [Benchmark]
    public async Task<SearchResult> SearchFiltered() => await _index.Index.SearchAsync(_index.Filtered);
}
