using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>A shard at one moment.</summary>
/// <param name="Number">The shard's number, from 0.</param>
/// <param name="Silo">The silo that writes it.</param>
/// <param name="Epoch">Raised each time the shard is activated; only the holder of the newest epoch can write.</param>
/// <param name="Version">Raised by each committed batch.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Items">Items in memory.</param>
/// <param name="MemoryBytes">Bytes that vectors, codes and bookkeeping take.</param>
[GenerateSerializer, Immutable]
public sealed record ShardStatus(int Number, string Silo, long Epoch, long Version, ShardState State, int Items, long MemoryBytes)
{
    /// <summary>All copies of the shard, the one that writes first, as far as the silo that was asked has heard of them.</summary>
    [Id(7)]
    public ImmutableArray<CopyPlacement> Copies { get; init; } = [];

    /// <summary>Where the shard is about to move, or null.</summary>
    [Id(8)]
    public SiloAddress? MovingTo { get; init; }
}
