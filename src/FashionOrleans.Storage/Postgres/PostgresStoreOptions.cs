namespace FashionOrleans.Storage.Postgres;

/// <summary>Where <see cref="PostgresItemStore"/> keeps its tables.</summary>
public sealed class PostgresStoreOptions
{
    /// <summary>An Npgsql connection string, such as <c>Host=db;Database=fashion;Username=fashion;Password=…</c>.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>How long the start waits for a server that does not answer yet.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a commit whose outcome was lost with its connection is asked after.</summary>
    /// <value>Default: 20 seconds.</value>
    public TimeSpan CommitPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// For how many versions of a shard its deletions are remembered, at least. A copy of the shard that is further behind loads anew.
    /// </summary>
    /// <value>Default: 10,000.</value>
    public int RememberedVersions { get; init; } = ChangeLog.DefaultRememberedVersions;

    /// <summary>
    /// Whether the store is only looked at, beside whatever process runs on it: it is neither locked nor upgraded, and nothing can be written.
    /// </summary>
    /// <value>Default: false.</value>
    public bool ReadOnly { get; init; }
}
