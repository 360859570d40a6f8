namespace FashionOrleans.Client;

/// <summary>How far the vectors are that do not answer.</summary>
/// <param name="Items">Items of those that answer.</param>
/// <param name="ItemsFollowed">Items of those that stand by.</param>
/// <param name="ItemsLeftOut">Once all shards are in step: items that cannot follow, because no picture of theirs is kept or it cannot be read.</param>
/// <param name="Shards">Shards of the catalogue.</param>
/// <param name="ShardsInStep">Those that stand by and have every write.</param>
public sealed record MigrationProgress(long Items, long ItemsFollowed, long ItemsLeftOut, int Shards, int ShardsInStep);
