namespace FashionOrleans.Client;

/// <summary>An item whose row was damaged and was moved aside. Storing or deleting the item ends that.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Shard">The number of its shard.</param>
/// <param name="Reason">What is wrong, a sentence.</param>
/// <param name="FoundAt">When it was found.</param>
public sealed record QuarantinedItem(string Id, int Shard, string Reason, DateTimeOffset FoundAt);
