namespace FashionOrleans.Embedding;

/// <summary>What the numbers of a detector's box count.</summary>
public enum BoxUnits
{
    /// <summary>Pixels of the model's input.</summary>
    Pixels,

    /// <summary>Fractions of its sides.</summary>
    Fractions,
}
