namespace FashionOrleans.Backup;

/// <summary>An item that is not in a backup because its row is damaged.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Shard">The number of its shard.</param>
/// <param name="Reason">What is wrong, a sentence.</param>
public sealed record SkippedItem(string Id, int Shard, string Reason);
