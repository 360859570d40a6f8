using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Balancing;

/// <summary>Compares maps by what they say, so that nobody is sent one that says nothing new.</summary>
static class MapComparison
{
    public static bool AreSame(ShardMap one, ShardMap other) =>
        one.Shards.Length == other.Shards.Length
        && one.Shards.Zip(other.Shards).All(pair => AreSame(pair.First, pair.Second))
        && one.Hosts.ToHashSet().SetEquals(other.Hosts)
        && one.Draining.ToHashSet().SetEquals(other.Draining);

    static bool AreSame(ShardPlacement one, ShardPlacement other) =>
        one.Shard == other.Shard
        && Equals(one.MovingTo, other.MovingTo)
        && one.Copies.SequenceEqual(other.Copies)
        && one.Wanted.SequenceEqual(other.Wanted);
}
