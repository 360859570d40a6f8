namespace FashionOrleans.Contracts;

/// <summary>What a copy of a shard is doing.</summary>
[GenerateSerializer]
public enum ShardState
{
    /// <summary>Reading its rows from the durable store; queries do not see it yet.</summary>
    Loading,

    /// <summary>All rows are in memory, and as quick to search as they get.</summary>
    Ready,

    /// <summary>Loading failed; the shard tries again and says why in the log.</summary>
    Failed,

    /// <summary>The silo that was asked has no copy of it.</summary>
    Absent,

    /// <summary>All rows are in memory and searched, but slowly: by which axes to search them is being learnt.</summary>
    Learning,
}
