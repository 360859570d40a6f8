namespace FashionOrleans.Grains.Placement;

/// <summary>The placement strategy behind <see cref="PlaceByCopyAttribute"/>.</summary>
public sealed class ShardPlacementStrategy : PlacementStrategy;
