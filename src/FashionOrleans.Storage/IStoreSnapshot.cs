using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>A store as of one moment. One reading at a time.</summary>
public interface IStoreSnapshot : IAsyncDisposable
{
    /// <summary>The embedding spaces of all catalogues, ordered by name, those that answer before those that stand by.</summary>
    IReadOnlyList<Catalog> Spaces { get; }

    /// <summary>The epochs and versions of a space's shards, by number.</summary>
    Task<IReadOnlyList<ShardVersion>> GetVersionsAsync(Catalog space, CancellationToken cancellationToken);

    /// <summary>How many items a space has.</summary>
    Task<long> CountAsync(Catalog space, CancellationToken cancellationToken);

    /// <summary>Every item of a space with its revision and picture, by shard and id (ordinal), a bounded part of them in memory.</summary>
    /// <param name="space">The space.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<StoredRow> ReadAsync(Catalog space, CancellationToken cancellationToken);

    /// <summary>Every shopper, by id.</summary>
    IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ReadShoppersAsync(CancellationToken cancellationToken);

    /// <summary>What is kept of migrations, by the catalogue's name.</summary>
    IAsyncEnumerable<KeyValuePair<string, string>> ReadMigrationsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Looks at what no single row shows: the database's own check of itself where it has one, rows that belong to no catalogue or shard, shards that are
    /// missing, versions from the future, pictures of no item. Of each kind at most <paramref name="limit"/>.
    /// </summary>
    /// <returns>What is damaged; empty when all is well.</returns>
    Task<IReadOnlyList<StoreDamage>> InspectAsync(int limit, CancellationToken cancellationToken);
}
