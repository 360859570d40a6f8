namespace FashionOrleans.Contracts;

/// <summary>Where a migration is.</summary>
[GenerateSerializer]
public enum MigrationState
{
    /// <summary>The new space is being filled; the old one answers.</summary>
    Copying,

    /// <summary>The new space has everything and follows; the old one answers.</summary>
    Ready,

    /// <summary>The new space answers; the old one follows.</summary>
    Switched,

    /// <summary>The old space answers again; the new one follows.</summary>
    RolledBack,

    /// <summary>One of the spaces is gone.</summary>
    Ended,
}
