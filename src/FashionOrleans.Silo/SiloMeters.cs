namespace FashionOrleans.Silo;

/// <summary>The meters that a silo records on, for whoever exports them.</summary>
public static class SiloMeters
{
    /// <summary>Their names, with wildcards; <c>docs/metrics.md</c> has the instruments.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Microsoft.Orleans", "FashionOrleans", "FashionOrleans.*"];
}
