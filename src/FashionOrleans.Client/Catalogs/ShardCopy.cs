namespace FashionOrleans.Client;

/// <summary>A copy of a shard in a silo's memory.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Role"><c>primary</c> for the one that writes, <c>follower</c> for the others.</param>
/// <param name="State"><c>loading</c>, <c>learning</c> (all items answer, slowly), <c>ready</c> or <c>failed</c>.</param>
public sealed record ShardCopy(string Silo, string Role, string State);
