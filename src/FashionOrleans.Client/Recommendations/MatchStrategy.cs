namespace FashionOrleans.Client;

/// <summary>How several examples are looked for together.</summary>
public enum MatchStrategy
{
    /// <summary>Things that have something of all examples: along the mean direction of what is liked, away from that of what is not.</summary>
    Mean,

    /// <summary>Things like any of the examples: by the best match among what is liked, less the best match among what is not.</summary>
    Best,
}
