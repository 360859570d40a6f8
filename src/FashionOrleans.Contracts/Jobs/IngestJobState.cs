namespace FashionOrleans.Contracts;

/// <summary>Where a job is.</summary>
[GenerateSerializer]
public enum IngestJobState
{
    /// <summary>It waits for the jobs of its catalogue that were begun before.</summary>
    Queued,

    /// <summary>It goes on, or will as soon as a silo is there.</summary>
    Running,

    /// <summary>Every row was stored, was unchanged, or was refused.</summary>
    Done,

    /// <summary>It ended before the end of its feed; what was stored until then stays.</summary>
    Failed,

    /// <summary>Somebody ended it; what was stored until then stays.</summary>
    Cancelled,
}
