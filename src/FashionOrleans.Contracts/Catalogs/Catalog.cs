namespace FashionOrleans.Contracts;

/// <summary>A catalogue as it was created.</summary>
/// <param name="Name">Its name, see <see cref="CatalogName"/>.</param>
/// <param name="Generation">
/// A number that no other catalogue ever had, dropped ones included. It is part of every shard's key, so that nothing left over from a
/// dropped catalogue can be mistaken for one created later under the same name.
/// </param>
/// <param name="Settings">What was chosen at creation.</param>
/// <param name="Dimension">The length of its embeddings, taken from the model.</param>
[GenerateSerializer, Immutable]
public sealed record Catalog(string Name, long Generation, CatalogSettings Settings, int Dimension)
{
    /// <summary>
    /// The declared types of fields as a JSON object, name by name (ordinal); null when none is declared. As of when the catalogue was read: the
    /// shards know the newest.
    /// </summary>
    [Id(4)]
    public string? Schema { get; init; }

    /// <summary>
    /// Whether this is the embedding space of a catalogue that stands by while another one answers under its name; see <see cref="IMigrationGrain"/>.
    /// </summary>
    [Id(5)]
    public bool IsStandby { get; init; }

    /// <summary>The key of the shard that owns the item <paramref name="id"/>.</summary>
    public ShardKey ShardOf(string id) => Shard(ShardRouter.ShardOf(id, Settings.Shards));

    /// <summary>The key of shard number <paramref name="shard"/>.</summary>
    public ShardKey Shard(int shard) => new(Name, Generation, shard);

    /// <summary>The keys of all its shards, in order.</summary>
    public IEnumerable<ShardKey> AllShards() => Enumerable.Range(0, Settings.Shards).Select(Shard);
}
