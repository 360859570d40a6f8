namespace FashionOrleans.Contracts;

/// <summary>What a silo does in the cluster. A silo can have several roles; on a laptop one silo has all.</summary>
public static class SiloRoles
{
    /// <summary>Holds shards.</summary>
    public const string Storage = "storage";

    /// <summary>Embeds pictures; the silos with a GPU where there are any.</summary>
    public const string Embedding = "embedding";

    /// <summary>Coordinates queries and routes items.</summary>
    public const string Query = "query";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [Storage, Embedding, Query];
}
