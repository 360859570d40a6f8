namespace FashionOrleans.Client;

/// <summary>The values of <see cref="Job.State"/>.</summary>
public static class JobStates
{
    /// <summary>It waits for the jobs of its catalogue that were begun before.</summary>
    public const string Queued = "queued";

    /// <summary>It goes on.</summary>
    public const string Running = "running";

    /// <summary>Every row was stored, was unchanged, or was refused.</summary>
    public const string Done = "done";

    /// <summary>It ended before the end of its feed; what was stored stays.</summary>
    public const string Failed = "failed";

    /// <summary>Somebody ended it; what was stored stays.</summary>
    public const string Cancelled = "cancelled";
}
