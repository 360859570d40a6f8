using FashionOrleans.Contracts;
using Orleans.Placement;

namespace FashionOrleans.Grains.Placement;

/// <summary>Places a shard where a copy of it is already, see <see cref="ShardPlacementDirector"/>. The grain's key must be a <see cref="ShardKey"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PlaceByCopyAttribute() : PlacementAttribute(new ShardPlacementStrategy());
