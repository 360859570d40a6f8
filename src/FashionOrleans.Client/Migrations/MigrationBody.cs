namespace FashionOrleans.Client;

/// <summary>A migration as it is asked for.</summary>
sealed record MigrationBody(string Model, double? PicturesPerSecond, string? Label, string CutOver, bool? Again);
