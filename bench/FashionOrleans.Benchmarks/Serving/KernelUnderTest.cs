using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Search;
using FashionOrleans.Storage.Sqlite;

namespace FashionOrleans.Benchmarks.Serving;

/// <summary>The same shards as the server's, searched in this process with nothing around them.</summary>
sealed class KernelUnderTest : IDisposable
{
    readonly ScanPool _pool = new();
    readonly List<VectorIndex> _shards = [];

    /// <summary>Reads the shards from a store that no server has open.</summary>
    public static async Task<KernelUnderTest> LoadAsync(string data, string catalogName)
    {
        var kernel = new KernelUnderTest();
        await using var store = new SqliteItemStore(new SqliteStoreOptions { DataDirectory = data });
        await store.InitializeAsync(CancellationToken.None);
        var catalog = (await store.FindCatalogAsync(catalogName, CancellationToken.None))!;
        foreach (var key in catalog.AllShards())
        {
            kernel._shards.Add(await LoadShardAsync(store, key, catalog.Dimension, kernel._pool));
        }

        return kernel;
    }

    public bool Has(string id) => _shards.Any(shard => shard.Contains(id));

    public float[] Vector(string id)
    {
        var vector = new float[_shards[0].Dimension];
        return _shards.Any(shard => shard.TryGetVector(id, vector)) ? vector : throw new KeyNotFoundException($"There is no item {id}.");
    }

    /// <summary>The k best of every shard, all shards at once.</summary>
    /// <returns>Rows whose full vector was read.</returns>
    public async Task<int> SearchAsync(float[] vector, int k)
    {
        var query = new SearchQuery { Vector = vector, K = k };
        var results = await Task.WhenAll(_shards.Select(shard => shard.SearchAsync(query).AsTask()));
        return results.Sum(result => result.RowsRescored);
    }

    public void Dispose()
    {
        _shards.ForEach(shard => shard.Dispose());
        _pool.Dispose();
    }

    static async Task<VectorIndex> LoadShardAsync(SqliteItemStore store, ShardKey key, int dimension, ScanPool pool)
    {
        var index = new VectorIndex(new VectorIndexOptions { Dimension = dimension }, pool);
        await foreach (var batch in store.ReadChangesAsync(key, after: null, CancellationToken.None))
        {
            index.Apply(
                [
                    .. batch.Upserts.Select(item => new IndexEntry(
                        item.Id, MemoryMarshal.Cast<byte, float>(item.Vector.Span).ToArray(), AttributeSet.Parse(item.Attributes.Span))),
                ],
                []);
        }

        index.Optimize();
        return index;
    }
}
