using System.Runtime.CompilerServices;
using FashionOrleans.Contracts;
using FashionOrleans.Storage;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>Snapshots whose connection is lost after some rows.</summary>
/// <param name="inner">The store.</param>
/// <param name="rows">How many rows of a space can be read.</param>
sealed class FailingSnapshots(IBackupStore inner, int rows) : IBackupStore
{
    int _open;

    /// <summary>Snapshots that were not closed.</summary>
    public int Open => Volatile.Read(ref _open);

    public async Task<IStoreSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken)
    {
        var snapshot = await inner.OpenSnapshotAsync(cancellationToken);
        Interlocked.Increment(ref _open);
        return new Snapshot(this, snapshot);
    }

    sealed class Snapshot(FailingSnapshots owner, IStoreSnapshot snapshot) : IStoreSnapshot
    {
        public IReadOnlyList<Catalog> Spaces => snapshot.Spaces;

        public Task<IReadOnlyList<ShardVersion>> GetVersionsAsync(Catalog space, CancellationToken cancellationToken) =>
            snapshot.GetVersionsAsync(space, cancellationToken);

        public Task<long> CountAsync(Catalog space, CancellationToken cancellationToken) => snapshot.CountAsync(space, cancellationToken);

        public async IAsyncEnumerable<StoredRow> ReadAsync(Catalog space, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var read = 0;
            await foreach (var row in snapshot.ReadAsync(space, cancellationToken))
            {
                yield return read++ < owner.Rows ? row : throw new SqliteException("The connection is lost, says the test.", 10);
            }
        }

        public IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ReadShoppersAsync(CancellationToken cancellationToken) =>
            snapshot.ReadShoppersAsync(cancellationToken);

        public IAsyncEnumerable<KeyValuePair<string, string>> ReadMigrationsAsync(CancellationToken cancellationToken) =>
            snapshot.ReadMigrationsAsync(cancellationToken);

        public Task<IReadOnlyList<StoreDamage>> InspectAsync(int limit, CancellationToken cancellationToken) => snapshot.InspectAsync(limit, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await snapshot.DisposeAsync();
            Interlocked.Decrement(ref owner._open);
        }
    }

    int Rows => rows;
}
