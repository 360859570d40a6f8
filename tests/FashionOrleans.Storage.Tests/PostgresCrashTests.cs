using FashionOrleans.Contracts;
using FashionOrleans.Storage.Postgres;
using FashionOrleans.Storage.Tests.Support;
using FashionOrleans.TestSupport;
using Npgsql;

namespace FashionOrleans.Storage.Tests;

/// <summary>A server that goes down under writers and comes back: what was acknowledged is there, and writers learn how their commit ended.</summary>
public sealed class PostgresCrashTests
{
    const int Shards = 4;
    const int ItemsInABatch = 20;
    const int BatchesBeforeTheCrash = 40;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_memory_would_agree_with_the_store()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        Assert.SkipWhen(server is null, PostgresServer.Missing);
        await using var store = new PostgresItemStore(
            new PostgresStoreOptions { ConnectionString = await server.CreateDatabaseAsync("crash") }, TimeProvider.System);
        await store.InitializeAsync(Stop);
        var catalog = (await store.CreateCatalogAsync("shop", new CatalogSettings(Shards: Shards), 4, Stop)).Catalog;
        var progress = new Progress();

        var writers = catalog.AllShards().Select(shard => Task.Run(() => WriteAsync(store, shard, progress))).ToArray();
        await progress.ReachedAsync();
        await server.CrashAsync();
        await server.RestartAsync();
        progress.Recovered = true;
        var histories = await Task.WhenAll(writers);

        foreach (var (shard, acknowledged, failed) in histories)
        {
            var stored = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var batch in store.ReadChangesAsync(shard, after: null, Stop))
            {
                stored.UnionWith(batch.Upserts.Select(item => item.Id));
            }

            Assert.Superset(acknowledged, stored);
            Assert.DoesNotContain(failed, stored.Contains);
            Assert.Equal(acknowledged.Count, stored.Count);
        }

        Assert.Contains(histories, history => history.Failed.Count > 0);
    }

    /// <summary>Writes until some batches have landed after the crash. A failed batch is not sent again: it must have left nothing.</summary>
    static async Task<(ShardKey Shard, HashSet<string> Acknowledged, List<string> Failed)> WriteAsync(
        PostgresItemStore store, ShardKey shard, Progress progress)
    {
        var owner = (await store.AcquireShardAsync(shard, Stop))!;
        var (acknowledged, failed) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        using var patience = new CancellationTokenSource(Patience);
        var version = owner.Version;
        for (var batch = 0; progress.After < 4 * Shards; batch++)
        {
            patience.Token.ThrowIfCancellationRequested();
            var items = Enumerable.Range(0, ItemsInABatch).Select(i => new StoredItem($"b{batch}-{i}", new byte[8192], "{}"u8.ToArray())).ToArray();
            try
            {
                var next = await store.CommitAsync(owner, items, [], Stop);
                Assert.Equal(version + 1, next);
                version = next;
                acknowledged.UnionWith(items.Select(item => item.Id));
                progress.Landed();
            }
            catch (NpgsqlException)
            {
                failed.AddRange(items.Select(item => item.Id));
                await Task.Delay(TimeSpan.FromMilliseconds(50), Stop);
            }
        }

        return (shard, acknowledged, failed);
    }

    sealed class Progress
    {
        readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int _landed;
        int _after;

        public volatile bool Recovered;

        public int After => Volatile.Read(ref _after);

        public void Landed()
        {
            if (Interlocked.Increment(ref _landed) == BatchesBeforeTheCrash)
            {
                _reached.SetResult();
            }

            if (Recovered)
            {
                Interlocked.Increment(ref _after);
            }
        }

        public Task ReachedAsync() => _reached.Task.WaitAsync(Patience, Stop);
    }
}
