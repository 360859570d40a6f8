namespace FashionOrleans.Contracts;

/// <summary>What an answer is based on.</summary>
/// <param name="Shards">Shards that the catalogue has.</param>
/// <param name="ShardsAnswered">Shards that were searched in time.</param>
/// <param name="Items">Items in the shards that are known; those of a silent shard are not counted.</param>
/// <param name="ItemsSearched">Items that were compared, or proven not to be among the k best.</param>
/// <param name="Exact">Whether the answer equals brute force over the shards that answered.</param>
/// <param name="ShardsBehind">Shards that were answered by a copy that does not hold, or cannot tell whether it holds, the latest writes.</param>
[GenerateSerializer, Immutable]
public sealed record Coverage(int Shards, int ShardsAnswered, long Items, long ItemsSearched, bool Exact, int ShardsBehind = 0);
