namespace FashionOrleans.Storage;

/// <summary>Something of a store that is not as it should be.</summary>
/// <param name="What">What is wrong, a sentence.</param>
/// <param name="Catalog">The catalogue's name, where it is of one.</param>
/// <param name="Shard">The shard's number, where it is of one.</param>
/// <param name="Id">The item or shopper, where it is of one.</param>
public sealed record StoreDamage(string What, string? Catalog = null, int? Shard = null, string? Id = null);
