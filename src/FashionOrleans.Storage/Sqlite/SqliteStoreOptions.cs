namespace FashionOrleans.Storage.Sqlite;

/// <summary>Where and how <see cref="SqliteItemStore"/> keeps its file.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The folder of the database; made when absent.</summary>
    /// <value>Default: <c>./.data</c>.</value>
    public string DataDirectory { get; set; } = "./.data";

    /// <summary>
    /// Whether a commit waits until the disk has it, so that it survives a power cut. Without, the newest commits can be lost then (never
    /// by the end of the process alone).
    /// </summary>
    /// <value>Default: true.</value>
    public bool SyncOnCommit { get; set; } = true;

    /// <summary>
    /// For how many versions of a shard its deletions are remembered, at least. A copy of the shard that is further behind loads anew.
    /// </summary>
    /// <value>Default: 10,000.</value>
    public int RememberedVersions { get; set; } = ChangeLog.DefaultRememberedVersions;

    /// <summary>
    /// Whether the store is only looked at, beside whatever process runs on it: it is neither locked nor upgraded, and nothing can be written.
    /// </summary>
    /// <value>Default: false.</value>
    public bool ReadOnly { get; set; }
}
