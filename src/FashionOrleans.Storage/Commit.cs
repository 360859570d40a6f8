namespace FashionOrleans.Storage;

/// <summary>What came of a write.</summary>
/// <param name="Version">The version of the shard that it made.</param>
/// <param name="Deleted">How many of the ids to delete there were.</param>
/// <param name="IsRepeat">Whether an earlier try had done it, so that this one changed nothing.</param>
public readonly record struct Commit(long Version, int Deleted, bool IsRepeat = false);
