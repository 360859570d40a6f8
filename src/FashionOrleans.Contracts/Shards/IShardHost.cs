using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Services;

namespace FashionOrleans.Contracts;

/// <summary>
/// A silo with the role <see cref="SiloRoles.Storage"/>: answers for all shards that it holds a copy of, in one call. Every such silo has
/// one; it is addressed by the silo, not by a key.
/// </summary>
/// <remarks>
/// What it says about a shard is as fresh as its copy, and it says so; <see cref="IShardGrain"/> is the place for what must be the last word.
/// </remarks>
public interface IShardHost : IGrainService
{
    /// <summary>The k nearest items of all those shards together.</summary>
    /// <exception cref="FashionOrleansException">The queue of scans is full (<see cref="ErrorCodes.Overloaded"/>).</exception>
    Task<HostAnswer> SearchAsync(ImmutableArray<ShardKey> shards, ShardQuery query, CancellationToken cancellationToken);

    /// <summary>The items that exist among those asked for, without vectors; waits for shards that are loading.</summary>
    Task<HostReply<Item>> GetItemsAsync(ImmutableArray<ShardItems> wanted, CancellationToken cancellationToken);

    /// <summary>The vectors of the items that exist among those asked for; waits for shards that are loading.</summary>
    Task<HostReply<ItemVector>> GetVectorsAsync(ImmutableArray<ShardItems> wanted, CancellationToken cancellationToken);

    /// <summary>What ranking by words needs to know of those shards, one entry for each that is not loading.</summary>
    Task<HostReply<WordCounts>> CountWordsAsync(ImmutableArray<ShardKey> shards, ImmutableArray<string> words, CancellationToken cancellationToken);

    /// <summary>Tells the silo that a shard has a new version in the store; a copy of it that is behind fetches what is new.</summary>
    [OneWay]
    Task NotifyAsync(ShardKey shard, long version);
}
