namespace FashionOrleans.Client;

/// <summary>How much of the catalogue an answer rests on.</summary>
/// <param name="Shards">Shards there are.</param>
/// <param name="ShardsAnswered">Shards that answered.</param>
/// <param name="Items">Items there are.</param>
/// <param name="ItemsSearched">Items that the answering shards hold.</param>
/// <param name="Exact">True when the results are the ones brute force over every item would give.</param>
/// <param name="ShardsBehind">Shards answered by a copy that may lack the latest writes.</param>
public sealed record Coverage(int Shards, int ShardsAnswered, long Items, long ItemsSearched, bool Exact, int ShardsBehind = 0);
