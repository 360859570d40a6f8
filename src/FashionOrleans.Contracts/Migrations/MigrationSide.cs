namespace FashionOrleans.Contracts;

/// <summary>One of the two embedding spaces of a migration.</summary>
[GenerateSerializer]
public enum MigrationSide
{
    /// <summary>That of the model before.</summary>
    Before,

    /// <summary>That of the model after.</summary>
    After,
}
