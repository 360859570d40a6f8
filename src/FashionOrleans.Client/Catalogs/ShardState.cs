namespace FashionOrleans.Client;

/// <summary>Where a shard lives and what it holds.</summary>
/// <param name="Shard">Number of the shard, from 0.</param>
/// <param name="Silo">The silo that owns it.</param>
/// <param name="Epoch">Raised each time the shard changes hands.</param>
/// <param name="State"><c>loading</c> or <c>ready</c>.</param>
/// <param name="Items">Items it holds.</param>
/// <param name="MemoryBytes">Bytes of memory its vectors and indexes take.</param>
public sealed record ShardState(int Shard, string? Silo, long Epoch, string State, long Items, long MemoryBytes);
