namespace FashionOrleans.Embedding;

/// <summary>The resampling kernel, widened by the scale when shrinking (antialiased).</summary>
public enum Interpolation
{
    /// <summary>Nearest neighbour, not antialiased.</summary>
    Nearest,

    /// <summary>Triangle kernel ("bilinear").</summary>
    Linear,

    /// <summary>Catmull-Rom ("bicubic").</summary>
    Cubic,

    /// <summary>Windowed sinc over three lobes.</summary>
    Lanczos3,
}
