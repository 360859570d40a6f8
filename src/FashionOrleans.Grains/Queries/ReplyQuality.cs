namespace FashionOrleans.Grains.Queries;

/// <summary>What a silo's answer is worth beside that of another one; more is better.</summary>
enum ReplyQuality
{
    /// <summary>It lacks shards that were asked for.</summary>
    Partial,

    /// <summary>It may lack writes.</summary>
    Behind,

    /// <summary>It lacks nothing that is known of.</summary>
    Whole,
}
