namespace FashionOrleans.Client;

/// <summary>The values of <see cref="Migration.State"/>.</summary>
public static class MigrationStates
{
    /// <summary>The old model answers; pictures are embedded with the new one.</summary>
    public const string Copying = "copying";

    /// <summary>The old model answers; the new one has everything and follows.</summary>
    public const string Ready = "ready";

    /// <summary>The new model answers; the old one follows.</summary>
    public const string Switched = "switched";

    /// <summary>The old model answers again; the new one follows.</summary>
    public const string RolledBack = "rolledBack";

    /// <summary>One of them answers; the vectors of the other are gone.</summary>
    public const string Ended = "ended";
}
