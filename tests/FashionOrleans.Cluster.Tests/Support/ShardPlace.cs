namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>Where the API says that a shard is.</summary>
/// <param name="Number">The shard.</param>
/// <param name="Silo">The silo that writes it.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="ReadyCopies">The silos whose copies can answer.</param>
/// <param name="MovingTo">The silo that is about to take it over.</param>
sealed record ShardPlace(int Number, string Silo, long Epoch, IReadOnlyList<string> ReadyCopies, string? MovingTo);
