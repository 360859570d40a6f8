namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>What the API says of a catalogue.</summary>
sealed record CatalogState(bool Ready, IReadOnlyList<ShardPlace> Shards);
