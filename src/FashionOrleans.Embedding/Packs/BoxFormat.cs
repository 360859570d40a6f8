namespace FashionOrleans.Embedding;

/// <summary>The four numbers of a detector's box.</summary>
public enum BoxFormat
{
    /// <summary>Left, top, right, bottom.</summary>
    Corners,

    /// <summary>Left, top, width, height.</summary>
    Size,
}
