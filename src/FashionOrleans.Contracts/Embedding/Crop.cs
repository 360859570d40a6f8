namespace FashionOrleans.Contracts;

/// <summary>Which part of a picture counts.</summary>
/// <param name="Box">That part; null for the best box that <see cref="IBoxGrain"/> proposes.</param>
[GenerateSerializer, Immutable]
public sealed record Crop(Box? Box)
{
    /// <summary>The best proposed box.</summary>
    public static Crop Auto { get; } = new((Box?)null);
}
