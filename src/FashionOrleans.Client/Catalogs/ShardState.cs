namespace FashionOrleans.Client;

/// <summary>Where a shard lives and what it holds.</summary>
/// <param name="Shard">Number of the shard, from 0.</param>
/// <param name="Silo">The silo that owns it.</param>
/// <param name="Epoch">Raised each time the shard changes hands.</param>
/// <param name="State"><c>loading</c>, <c>learning</c> (all items answer, slowly), <c>ready</c> or <c>failed</c>.</param>
/// <param name="Items">Items it holds.</param>
/// <param name="MemoryBytes">Bytes of memory its vectors and indexes take.</param>
/// <param name="Copies">All copies of it, the one that writes first.</param>
/// <param name="MovingTo">The silo that is about to take it over, or null.</param>
public sealed record ShardState(
    int Shard,
    string? Silo,
    long Epoch,
    string State,
    long Items,
    long MemoryBytes,
    IReadOnlyList<ShardCopy>? Copies = null,
    string? MovingTo = null);
