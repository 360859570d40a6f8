namespace FashionOrleans.Contracts;

/// <summary>An item whose row was damaged and was moved aside. Storing or deleting the item ends that.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Shard">The number of its shard.</param>
/// <param name="Reason">What is wrong with the row, a sentence.</param>
/// <param name="FoundAt">When it was found.</param>
[GenerateSerializer, Immutable]
public sealed record QuarantineEntry(string Id, int Shard, string Reason, DateTimeOffset FoundAt);
