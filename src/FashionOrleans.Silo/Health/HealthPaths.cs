namespace FashionOrleans.Silo.Health;

/// <summary>Where processes tell how they are.</summary>
public static class HealthPaths
{
    /// <summary>The process lives.</summary>
    public const string Live = "/health/live";

    /// <summary>The process does its whole work.</summary>
    public const string Ready = "/health/ready";

    /// <summary>The web only: requests may be sent to this process, even if answers are partial for a while.</summary>
    public const string Serving = "/health/serving";
}
