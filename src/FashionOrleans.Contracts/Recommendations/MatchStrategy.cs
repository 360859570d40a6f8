namespace FashionOrleans.Contracts;

/// <summary>How several examples are looked for together; the formulas are in docs/search.md.</summary>
public enum MatchStrategy
{
    /// <summary>Along the mean direction of what is liked, away from that of what is not: things that have something of all examples.</summary>
    Mean,

    /// <summary>By the best match among what is liked, less the best match among what is not: things like any of the examples.</summary>
    Best,
}
